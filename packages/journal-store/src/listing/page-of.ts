import { DEFAULT_PAGE_SIZE } from '../constants.js';
import { formatCursor, parseCursor } from './cursor.js';
import type { KeyGroup } from './key-groups.js';
import type { Page, PageQuery } from './log-entry.js';
import { TimeSlice } from './time-slice.js';

export interface PageRequest<Entry> {
  /** In any order. */
  groups: KeyGroup[];
  query: PageQuery;
  /** Whether a log has to be opened to know whether it matches. */
  isFiltered: boolean;
  /** Makes the entry of a key, or nothing for what is gone, is no log or does not match. */
  toEntry: (key: string) => Entry | undefined | Promise<Entry | undefined>;
}

/** Fills one page, opening no more logs than that takes, or all of them where matches are to be counted. */
export async function pageOf<Entry>(request: PageRequest<Entry>): Promise<Page<Entry>> {
  const { groups, query, isFiltered, toEntry } = request;
  const limit = query.limit ?? DEFAULT_PAGE_SIZE;
  const after = query.cursor === undefined ? undefined : parseCursor(query.cursor);
  const isCounting = isFiltered && query.count === true;
  const entries: Entry[] = [];
  const slice = new TimeSlice();
  let matches = 0;
  let last = '';
  let hasMore = false;
  for (const key of newestFirst(groups, isCounting ? undefined : after)) {
    if (slice.isOver) await slice.rest();
    const isFull = entries.length >= limit;
    if (isFull && !isCounting) {
      hasMore = true;
      break;
    }
    const made = toEntry(key);
    const entry = made instanceof Promise ? await made : made;
    if (entry === undefined) continue;
    matches += 1;
    if (after !== undefined && key >= after) continue;
    if (isFull) {
      hasMore = true;
      continue;
    }
    entries.push(entry);
    last = key;
  }
  return {
    entries,
    ...(hasMore ? { nextCursor: formatCursor(last) } : {}),
    ...(isFiltered && !isCounting ? {} : { total: isCounting ? matches : sizeOf(groups) }),
  };
}

function sizeOf(groups: readonly KeyGroup[]): number {
  return groups.reduce((sum, { size }) => sum + size, 0);
}

/** A group is put in order when its turn comes. */
function* newestFirst(groups: readonly KeyGroup[], after: string | undefined): Generator<string, void> {
  const inOrder = [...groups].sort((a, b) => (a.prefix < b.prefix ? 1 : -1));
  for (const { prefix, keys } of inOrder) {
    if (after !== undefined && prefix > after.slice(0, prefix.length)) continue;
    for (const key of keys().sort().reverse()) {
      if (after === undefined || key < after) yield key;
    }
  }
}
