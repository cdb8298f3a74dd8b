import type { Page, PageQuery } from '@opta/journal-store';

/** The most that a store gives at once. */
const MAX_PAGE = 10_000;

/** As many entries of a listing as are wanted, page by page, of those that are meant. */
export async function listAll<Entry, Query extends PageQuery>(
  list: (query: Query) => Promise<Page<Entry>>,
  query: Query,
  { limit, isMeant }: { limit: number; isMeant: (entry: Entry) => boolean },
): Promise<Entry[]> {
  const found: Entry[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Entry> = await list({ ...query, limit: Math.min(limit, MAX_PAGE), cursor });
    for (const entry of page.entries) if (found.length < limit && isMeant(entry)) found.push(entry);
    cursor = page.nextCursor;
  } while (cursor !== undefined && found.length < limit);
  return found;
}
