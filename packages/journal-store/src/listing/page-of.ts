import { DEFAULT_PAGE_SIZE, HEADS_AT_ONCE } from '../constants.js';
import { formatCursor, parseCursor } from './cursor.js';
import type { Page, PageQuery } from './log-entry.js';
import type { NameGroup } from './name-group.js';
import { TimeSlice } from './time-slice.js';

export interface PageRequest<Entry> {
  /** Newest first. */
  groups: readonly NameGroup[];
  query: PageQuery;
  /** Whether a log has to be opened to know whether it matches. */
  isFiltered: boolean;
  /** Quick: false for a name that has no entry. Names of a group are asked for from the last to the first. */
  mayMatch?: ((group: NameGroup, index: number) => boolean) | undefined;
  /**
   * Makes the entry of a name, or nothing for what is gone, is no log or does not match.
   *
   */
  toEntry: (name: string) => Entry | undefined | Promise<Entry | undefined>;
}

/** Fills one page, opening no more logs than that takes, or all of them where matches are to be counted. */
export async function pageOf<Entry>(request: PageRequest<Entry>): Promise<Page<Entry>> {
  const { groups, query, isFiltered, mayMatch, toEntry } = request;
  const limit = query.limit ?? DEFAULT_PAGE_SIZE;
  const after = query.cursor === undefined ? undefined : parseCursor(query.cursor);
  const isCounting = isFiltered && query.count === true;
  const entries: Entry[] = [];
  const slice = new TimeSlice();
  let matches = 0;
  let last = '';
  let hasMore = false;
  for (const group of groups) {
    if (!isCounting && after !== undefined && group.prefix > after.slice(0, group.prefix.length)) continue;
    const { names } = group;
    for (let index = names.length - 1; index >= 0; index -= 1) {
      const name = names[index] as string;
      const isBefore = after !== undefined && group.keyOf(name) >= after;
      if (isBefore && !isCounting) continue;
      if (index % HEADS_AT_ONCE === 0 && slice.isOver) await slice.rest();
      const isFull = entries.length >= limit;
      if (isFull && !isCounting) return toPage(true);
      if (mayMatch !== undefined && !mayMatch(group, index)) continue;
      if (slice.isOver) await slice.rest();
      const made = toEntry(name);
      const entry = made instanceof Promise ? await made : made;
      if (entry === undefined) continue;
      matches += 1;
      if (isBefore) continue;
      if (isFull) {
        hasMore = true;
        continue;
      }
      entries.push(entry);
      last = group.keyOf(name);
    }
  }
  return toPage(hasMore);

  function toPage(isMore: boolean): Page<Entry> {
    return {
      entries,
      ...(isMore ? { nextCursor: formatCursor(last) } : {}),
      ...(isFiltered && !isCounting ? {} : { total: isCounting ? matches : sizeOf(groups) }),
    };
  }
}

function sizeOf(groups: readonly NameGroup[]): number {
  return groups.reduce((sum, { size }) => sum + size, 0);
}
