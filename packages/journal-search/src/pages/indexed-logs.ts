import type { StoredLog } from '../folders/stored-log.js';
import type { IndexReader, IndexRow } from '../index/index-reader.js';
import { secondOf } from '../index/tables.js';
import { canMatchKind, matchFacts } from '../query/match-facts.js';
import { TimeSlice } from '../time-slice.js';
import type { Found } from './found.js';
import { compareKeys } from './hit-key.js';
import type { LogMatcher } from './log-matcher.js';
import { isWanted } from './scan-logs.js';
import { type SearchContext, timeSpan } from './search-context.js';

/** The logs that match and are as the index knows them, newest first. Each is read before it counts. */
export async function* indexedLogs(
  reader: IndexReader,
  logs: ReadonlyMap<string, StoredLog>,
  matcher: LogMatcher,
  context: SearchContext,
): AsyncGenerator<Found> {
  const slice = new TimeSlice();
  const { since, until } = timeSpan(context);
  /** Hits of one second, which the index gives in no order. */
  let group: Found[] = [];
  let second = Number.POSITIVE_INFINITY;
  for (const row of reader.candidates(context.query, until)) {
    if (slice.isOver) await slice.rest();
    if (secondOf(row.id) !== second) {
      yield* group.sort((a, b) => compareKeys(a.key, b.key));
      [group, second] = [[], secondOf(row.id)];
    }
    if (row.at < since - 1000) break;
    const log = currentLog(row, logs, context);
    const found = log && (await matcher.match(log));
    if (found !== undefined && isWanted(found, context)) group.push(found);
  }
  yield* group.sort((a, b) => compareKeys(a.key, b.key));
}

/** The log of a row, if the row is still true of it and its fields match. */
export function currentLog(
  { fileName, stamp, readFacts }: IndexRow,
  logs: ReadonlyMap<string, StoredLog>,
  { query, kinds, series }: SearchContext,
): StoredLog | undefined {
  const log = logs.get(fileName);
  if (log === undefined || log.stamp !== stamp || !kinds.has(log.kind)) return undefined;
  if (query.filters.length === 0 && query.excludedFilters.length === 0) return log;
  return canMatchKind(query, log.kind) && matchFacts(query, readFacts(), series) ? log : undefined;
}
