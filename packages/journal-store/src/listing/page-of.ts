import { DEFAULT_PAGE_SIZE } from '../constants.js';
import { formatCursor, parseCursor } from './cursor.js';
import type { Page, PageQuery } from './log-entry.js';
import { TimeSlice } from './time-slice.js';

/** What may be on a page. */
export interface Candidate<Source> {
  /** Its place: pages go from the greatest to the smallest key. No two have the same. */
  key: string;
  /** What its entry is made of. */
  source: Source;
}

/**
 * Fills one page from candidates in any order, opening no more logs than that takes.
 *
 * @param toEntry - makes the entry, or nothing for what is gone, is no log or does not match
 */
export async function pageOf<Source, Entry>(
  candidates: Candidate<Source>[],
  query: PageQuery,
  toEntry: (candidate: Candidate<Source>) => Entry | undefined,
): Promise<Page<Entry>> {
  const limit = query.limit ?? DEFAULT_PAGE_SIZE;
  candidates.sort(newestFirst);
  let index = query.cursor === undefined ? 0 : firstAfter(candidates, parseCursor(query.cursor));
  const entries: Entry[] = [];
  const slice = new TimeSlice();
  let last = '';
  for (; index < candidates.length && entries.length < limit; index += 1) {
    if (slice.isOver) await slice.rest();
    const candidate = candidates[index] as Candidate<Source>;
    const entry = toEntry(candidate);
    if (entry === undefined) continue;
    entries.push(entry);
    last = candidate.key;
  }
  return index < candidates.length ? { entries, nextCursor: formatCursor(last) } : { entries };
}

function newestFirst(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? 1 : -1;
}

function firstAfter(candidates: readonly { key: string }[], key: string): number {
  const index = candidates.findIndex((candidate) => candidate.key < key);
  return index === -1 ? candidates.length : index;
}
