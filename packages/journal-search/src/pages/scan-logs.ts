import { nameTimeBounds } from '../folders/log-time.js';
import type { StoredLog } from '../folders/stored-log.js';
import { canMatchKind } from '../query/match-facts.js';
import { TimeSlice } from '../time-slice.js';
import type { Found } from './found.js';
import { compareKeys } from './hit-key.js';
import type { LogMatcher } from './log-matcher.js';
import { type SearchContext, timeSpan } from './search-context.js';

/** The logs among some that match, newest first. Each is read, as long as hits are asked for. */
export async function* scanLogs(
  logs: Iterable<StoredLog>,
  matcher: LogMatcher,
  context: SearchContext,
): AsyncGenerator<Found> {
  const slice = new TimeSlice();
  const candidates = candidatesOf(logs, context);
  /** Found, and older than what may still be found. */
  let waiting: Found[] = [];
  for (const { log, latest } of candidates) {
    if (slice.isOver) await slice.rest();
    const ready = waiting.filter(({ key }) => key.at > latest);
    if (ready.length > 0) {
      waiting = waiting.filter(({ key }) => key.at <= latest);
      yield* ready.sort((a, b) => compareKeys(a.key, b.key));
    }
    const found = await matcher.match(log);
    if (found !== undefined && isWanted(found, context)) waiting.push(found);
  }
  yield* waiting.sort((a, b) => compareKeys(a.key, b.key));
}

/** Whether a hit is behind the cursor. */
export function isWanted({ key }: Found, { after }: SearchContext): boolean {
  return after === undefined || compareKeys(after, key) < 0;
}

/** Those whose names do not exclude them, in the order in which they may have begun. */
function candidatesOf(
  logs: Iterable<StoredLog>,
  context: SearchContext,
): { log: StoredLog; latest: number }[] {
  const { since, until } = timeSpan(context);
  const candidates: { log: StoredLog; latest: number }[] = [];
  for (const log of logs) {
    if (!context.kinds.has(log.kind) || !canMatchKind(context.query, log.kind)) continue;
    const { earliest, latest } = nameTimeBounds(log.fileName);
    if (latest < since || earliest > until) continue;
    candidates.push({ log, latest });
  }
  return candidates.sort((a, b) => b.latest - a.latest);
}
