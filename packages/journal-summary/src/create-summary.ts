import { isTimeZone } from '@opta/journal-format';
import { MAX_TIME_MS } from './constants.js';
import { JournalSummaryError } from './errors.js';
import { foldEvent } from './fold/fold-event.js';
import { SummaryState } from './fold/summary-state.js';
import { buildSessionLog } from './report/build-session-log.js';
import { buildSnapshot } from './report/build-snapshot.js';
import { describeMetadata } from './report/describe-metadata.js';
import { listLatencies } from './report/list-latencies.js';
import type { Summary, SummarySession } from './types.js';

/**
 * Begin the running summary of a session.
 *
 * The same session and the same events in the same order always give the same log, byte for byte, on
 * every machine, whether the events come live or from an event log. Memory is bounded however many come.
 *
 * @param session what is known at the start; `metadata` is read once, now
 * @throws {JOURNAL_SUMMARY_SESSION_INVALID} when start time or time zone cannot be used
 *
 * @example
 * ```ts
 * const summary = createSummary({
 *   session: '01K0', device: 'studio', user: 'ann', model: 'qwen3', timeZone: 'Australia/Sydney',
 *   startedAt: Date.parse('2026-02-24T13:56:26+11:00'), metadata: { port: 1234 },
 * });
 * summary.add({ type: 'config_reloaded', data: { log_level: 'INFO' }, time: Date.now() });
 * const log = summary.toSessionLog({ endedAt: Date.now(), durationMs: 60_000, status: 'clean' });
 * ```
 */
export function createSummary(session: SummarySession): Summary {
  assertSession(session);
  const state = new SummaryState();
  const kept = { ...session, metadata: describeMetadata(session.metadata) };
  return {
    add: (event) => foldEvent(state, event, kept.startedAt),
    snapshot: () => buildSnapshot(state, kept),
    latencies: () => listLatencies(state),
    toSessionLog: (end) => buildSessionLog(state, kept, end),
    get total() {
      return state.total;
    },
  };
}

function assertSession({ startedAt, timeZone }: SummarySession): void {
  if (typeof startedAt !== 'number' || !(startedAt >= 0 && startedAt <= MAX_TIME_MS)) {
    throw new JournalSummaryError(
      'JOURNAL_SUMMARY_SESSION_INVALID',
      `A summary needs \`startedAt\` in epoch milliseconds between 0 and ${MAX_TIME_MS}, got ${shown(startedAt)}.`,
      { field: 'startedAt' },
    );
  }
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone)) {
    throw new JournalSummaryError(
      'JOURNAL_SUMMARY_SESSION_INVALID',
      `A summary needs an IANA time zone such as \`Australia/Sydney\` as \`timeZone\`, got ${shown(timeZone)}.`,
      { field: 'timeZone' },
    );
  }
}

function shown(value: unknown): string {
  return String(value).slice(0, 200);
}
