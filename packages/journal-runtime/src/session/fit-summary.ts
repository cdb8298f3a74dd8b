import { summarizeEventLog, summarizeEventLogSync } from '@opta/journal-recovery';
import type { EventLog } from '@opta/journal-store';
import type { SummarySession } from '@opta/journal-summary';
import { CLOSING_TYPE, MAX_BYTES_READ_AT_EXIT } from '../constants.js';
import { JournalRuntimeError } from '../errors.js';
import type { SessionContext } from './session-context.js';

/**
 * Where records were taken that are not in the event log after all, a session log from memory would tell more than any
 * recovery could. So it is made from the event log, which is closed by now.
 */
export async function fitSummary(context: SessionContext, session: SummarySession): Promise<void> {
  const { store, writer } = context;
  const eventLog = behind(context);
  if (eventLog === undefined) return;
  try {
    writer.replaceSummary(await summarizeEventLog(store, { ...session, eventLog: eventLog.fileName }));
  } catch {
    // It is gone, or cannot be read: then memory has all there is.
  }
}

/**
 * The same before returning.
 *
 * @throws {JOURNAL_RUNTIME_PUBLISH_FAILED} where that would hold up the end of the process, and another can do it
 */
export function fitSummarySync(context: SessionContext, session: SummarySession): void {
  const { store, writer } = context;
  const eventLog = behind(context);
  if (eventLog === undefined) return;
  if (eventLog.stats.bytes > MAX_BYTES_READ_AT_EXIT) {
    if (hasEnd(eventLog)) throw leftToRecovery(eventLog);
    return;
  }
  try {
    writer.replaceSummary(summarizeEventLogSync(store, { ...session, eventLog: eventLog.fileName }));
  } catch {
    // As above.
  }
}

/** The event log, if the summary is ahead of it. */
function behind({ writer }: SessionContext): EventLog | undefined {
  writer.settleLedger();
  return writer.isAhead ? writer.eventLog : undefined;
}

/** Whether it has the closing record, without which a recovery would not know how the session ended. */
function hasEnd({ stats }: EventLog): boolean {
  return !(CLOSING_TYPE in stats.droppedByType);
}

function leftToRecovery({ fileName, stats }: EventLog): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_PUBLISH_FAILED',
    `The session log was not written: events were lost, so that it is made from ${fileName}, whose ${stats.bytes} bytes take too long to read at the end of a process.`,
    { eventLog: fileName, bytes: stats.bytes },
    { fix: 'Nothing: the next start in this folder writes it, or `opta-journal recover`.' },
  );
}
