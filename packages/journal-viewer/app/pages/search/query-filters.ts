/** Names that stand before a colon in a query. */
const FILTER_NAMES: ReadonlySet<string> = new Set([
  'device',
  'model',
  'user',
  'category',
  'type',
  'severity',
  'status',
  'series',
  'since',
  'until',
]);
/** A word, a "phrase" or a filter, perhaps with a minus before it. A quote without an end goes on to the end. */
const PART = /-?(?:(\p{L}[\p{L}\p{N}_-]*):)?(?:"[^"]*"?\*?|[^\s"]+)/gu;

export interface QueryFilter {
  /** As it stands in the query: `type:model_*`, `-user:"Ann Lee"`. */
  text: string;
  /** The query without it. */
  rest: string;
}

/** The filters of a query, as `@opta/journal-search` understands them. */
export function findFilters(query: string): QueryFilter[] {
  const filters = [...query.matchAll(PART)].filter(([, name]) => FILTER_NAMES.has(name?.toLowerCase() ?? ''));
  return filters.map(({ 0: text, index }) => ({
    text,
    rest: `${query.slice(0, index).trimEnd()} ${query.slice(index + text.length).trimStart()}`.trim(),
  }));
}
