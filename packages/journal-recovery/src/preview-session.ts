import type { Dialect, SessionLog } from '@opta/journal-format';
import { createRedactor } from '@opta/journal-redact';
import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import { completeOptions, type RecoveryOptions } from './recovery-options.js';
import { readEventLogSession, readSummarySession } from './session/event-log-session.js';
import { foldEventLog } from './session/fold-event-log.js';

export interface PreviewOptions extends Pick<RecoveryOptions, 'timeZone' | 'redaction'> {
  /** Up to when the session is told, in epoch milliseconds. Default: the clock. */
  now?: number;
}

export interface SessionPreview {
  session: string;
  /** The log as it would be if it were written now, with the status `running`. */
  log: SessionLog;
  dialect: Dialect;
}

/**
 * The log of a running session as far as its event log tells: the same fold as in its process. Nothing is changed.
 *
 * @param entry - of `listEventLogs` or `pairEventLogs`
 * @returns with the figures of what has reached the disk; a runtime also knows what is on its way there
 * @throws {JOURNAL_RECOVERY_OPTION_INVALID} when an option has a value that it cannot have
 * @throws {JOURNAL_STORE_LOG_NOT_FOUND} when the event log is gone
 * @remarks Does not look whether the session runs; `planRecovery` does.
 * @example
 * ```ts
 * const [entry] = await store.listEventLogs();
 * if (entry !== undefined) console.log(formatSessionLog((await previewSession(store, entry)).log));
 * ```
 */
export async function previewSession(
  store: JournalStore,
  entry: EventLogEntry,
  { now = Date.now(), ...given }: PreviewOptions = {},
): Promise<SessionPreview> {
  const options = completeOptions(given);
  const known = await readEventLogSession({ store }, entry);
  const { start } = known;
  const session = await readSummarySession({ store, options }, entry, known);
  const redact = start === undefined ? createRedactor(options.redaction).redact : undefined;
  const { summary } = await foldEventLog(
    store,
    entry,
    redact === undefined ? session : redact(session),
    redact,
  );
  const endedAt = Math.max(session.startedAt, now);
  const log = summary.toSessionLog({ endedAt, durationMs: endedAt - session.startedAt, status: 'running' });
  return { session: session.session, log, dialect: start?.dialect ?? 'lmx' };
}
