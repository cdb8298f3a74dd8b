import type { Found } from '../pages/found.js';
import { compareKeys } from '../pages/hit-key.js';
import { type SearchContext, timeSpan } from '../pages/search-context.js';
import { canMatchKind } from '../query/match-facts.js';
import type { SearchedEventLog } from './event-log.js';
import type { EventLogCatalog } from './event-log-catalog.js';
import { searchEventLog } from './search-event-log.js';

/** Every event that matches, newest first. Of event logs that are older than what was asked for, nothing is read. */
export async function* searchEvents(catalog: EventLogCatalog, context: SearchContext): AsyncGenerator<Found> {
  if (!canMatchKind(context.query, 'event')) return;
  const logs = await findEventLogs(catalog, context);
  const opened: AsyncGenerator<Found>[] = [];
  const heads: { found: Found; hits: AsyncGenerator<Found> }[] = [];
  const advance = async (hits: AsyncGenerator<Found>): Promise<void> => {
    const next = await hits.next();
    if (next.done !== true) heads.push({ found: next.value, hits });
    heads.sort((a, b) => compareKeys(a.found.key, b.found.key));
  };
  try {
    for (;;) {
      const newest = heads[0]?.found.key.at ?? Number.NEGATIVE_INFINITY;
      // A log that may hold a newer event than those that are known.
      if (logs[0] !== undefined && logs[0].latest >= newest) {
        const hits = searchEventLog(context, logs.shift() as SearchedEventLog);
        opened.push(hits);
        await advance(hits);
        continue;
      }
      const head = heads.shift();
      if (head === undefined) return;
      yield head.found;
      await advance(head.hits);
    }
  } finally {
    for (const hits of opened) await hits.return(undefined);
  }
}

/** Those that can hold what was asked for, the one with the latest event first. */
async function findEventLogs(catalog: EventLogCatalog, context: SearchContext): Promise<SearchedEventLog[]> {
  const { since, until } = timeSpan(context);
  const logs = (await catalog.list()).filter(({ earliest, latest }) => latest >= since && earliest <= until);
  return logs.sort((a, b) => b.latest - a.latest);
}
