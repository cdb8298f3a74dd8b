import { createRedactor } from '@opta/journal-redact';
import { type EventLogEntry, RecordSequence } from '@opta/journal-store';
import type { RecoveryRun } from '../recovery-run.js';
import type { EventLogSession } from './event-log-session.js';
import { sessionEndSchema } from './session-end.js';

/**
 * How a session ended, as it recorded it: the records of the end alone, read as the fold reads them.
 *
 * @returns undefined where it came to record none
 */
export async function readRecordedStatus(
  { store, options }: Pick<RecoveryRun, 'store' | 'options'>,
  entry: EventLogEntry,
  { start }: Pick<EventLogSession, 'start'>,
): Promise<string | undefined> {
  // Ours have no secrets.
  const { redact } = start === undefined ? createRedactor(options.redaction) : { redact: asItIs };
  const sequence = new RecordSequence();
  let status: string | undefined;
  for await (const found of store.readEvents(entry, { types: ['journal_session_end'] })) {
    if (found.kind !== 'record') continue;
    if (found.seq !== undefined && sequence.isRepeated(found.seq)) continue;
    const end = sessionEndSchema.safeParse(redact(found.data));
    if (end.success) status = end.data.status;
  }
  return status;
}

function asItIs<T>(value: T): T {
  return value;
}
