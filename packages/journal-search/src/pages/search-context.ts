import type { RedactionPolicy } from '@opta/journal-redact';
import type { Query } from '../query/query.js';
import type { LogKind, SeriesRanges } from '../types.js';
import type { HitKey } from './hit-key.js';

/** One search under way. */
export interface SearchContext {
  query: Query;
  /** What is searched. */
  kinds: ReadonlySet<LogKind>;
  /** Hits that a page can take. */
  limit: number;
  /** Only hits behind it are wanted. */
  after?: HitKey;
  series: SeriesRanges;
  redaction: RedactionPolicy;
  timeZone: string;
  /** Something that people should know of the answer. */
  note: (text: string) => void;
}

/** From when to when, in epoch milliseconds, hits are wanted. */
export function timeSpan({ query, after }: SearchContext): { since: number; until: number } {
  const moments = (name: 'since' | 'until'): number[] =>
    query.filters.flatMap((filter) => (filter.name === name ? [filter.at as number] : []));
  return {
    since: Math.max(...moments('since'), Number.NEGATIVE_INFINITY),
    until: Math.min(...moments('until'), after?.at ?? Number.POSITIVE_INFINITY),
  };
}
