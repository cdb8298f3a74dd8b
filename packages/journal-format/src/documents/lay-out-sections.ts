import type { OtherSection } from '../types.js';

/** What stands in a document, from top to bottom. */
export type LayoutEntry<Key extends string> = { field: Key } | { other: OtherSection };

/** The value of `OtherSection.after` for what stands before the first section. */
const START = 'start';

/**
 * Puts the sections that fields describe and the other ones in the order in which they are written.
 * `keys` are those of the sections that exist, `all` those of every section.
 */
export function layOutSections<Key extends string>(
  all: readonly Key[],
  isPresent: (key: Key) => boolean,
  others: readonly OtherSection[] = [],
): LayoutEntry<Key>[] {
  const standAfter = (anchor: string | undefined) =>
    others.filter(({ after }) => after === anchor).map((other) => ({ other }));
  const anchored = new Set<string | undefined>([START, ...all]);
  return [
    ...standAfter(START),
    ...all.flatMap((key) => [...(isPresent(key) ? [{ field: key }] : []), ...standAfter(key)]),
    ...others.filter(({ after }) => after === undefined || !anchored.has(after)).map((other) => ({ other })),
  ];
}

/** The other sections of a layout, each with its one canonical `after`. */
export function anchorSections<Key extends string>(entries: readonly LayoutEntry<Key>[]): OtherSection[] {
  const last = entries.findLastIndex((entry) => 'field' in entry);
  let anchor: string = START;
  const others: OtherSection[] = [];
  for (const [index, entry] of entries.entries()) {
    if ('field' in entry) {
      anchor = entry.field;
      continue;
    }
    const { heading, markdown } = entry.other;
    others.push({
      ...(heading === undefined ? {} : { heading }),
      markdown,
      ...(index < last ? { after: anchor } : {}),
    });
  }
  return others;
}
