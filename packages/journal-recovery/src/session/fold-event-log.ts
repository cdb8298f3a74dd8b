import { setImmediate } from 'node:timers/promises';
import {
  type DamagedSpan,
  type EventLogSource,
  type EventRecord,
  type JournalStore,
  RecordSequence,
} from '@opta/journal-store';
import { createSummary, type RecoveryDamage, type Summary, type SummarySession } from '@opta/journal-summary';
import { FOLD_SLICE_MS, MAX_NAMED_DAMAGE, RECORDS_AT_ONCE } from '../constants.js';
import { type SessionEnd, sessionEndSchema } from './session-end.js';

/** All that an event log says of its session. */
export interface FoldedEventLog {
  summary: Summary;
  /** The record with the greatest sequence, or the last one where there are none. */
  last?: { time: number; sequence?: number };
  end?: SessionEnd;
  damage: RecoveryDamage;
  sequence: RecordSequence;
}

/**
 * Reads an event log with all its segments into a summary, in the way in which a running session does.
 *
 * @param redact - takes secrets out of a record of a program that left them in
 */
export async function foldEventLog(
  store: JournalStore,
  source: EventLogSource,
  session: SummarySession,
  redact: <T>(value: T) => T = (value) => value,
): Promise<FoldedEventLog> {
  const folded = beginFold(session);
  let sliceEnd = performance.now() + FOLD_SLICE_MS;
  for await (const batch of store.readEventBatches(source)) {
    for (let index = 0; index < batch.length; index += 1) {
      // Several batches come with one turn; the host must not wait for all of them.
      if (index % RECORDS_AT_ONCE === 0 && performance.now() > sliceEnd) {
        await setImmediate();
        sliceEnd = performance.now() + FOLD_SLICE_MS;
      }
      const found = batch[index] as EventRecord | DamagedSpan;
      addFound(folded, found.kind === 'record' ? redact(found) : found);
    }
  }
  return folded;
}

/** The same before returning, of an event log without secrets that is not archived. */
export function foldEventLogSync(
  store: JournalStore,
  fileName: string,
  session: SummarySession,
): FoldedEventLog {
  const folded = beginFold(session);
  for (const found of store.readEventsSync(fileName)) addFound(folded, found);
  return folded;
}

function beginFold(session: SummarySession): FoldedEventLog {
  return {
    summary: createSummary(session),
    damage: { spans: 0, bytes: 0, first: [] },
    sequence: new RecordSequence(),
  };
}

function addFound(folded: FoldedEventLog, found: EventRecord | DamagedSpan): void {
  if (found.kind === 'record') addRecord(folded, found);
  else addDamage(folded.damage, found);
}

function addRecord(folded: FoldedEventLog, record: EventRecord): void {
  const { seq, time, eventType, data } = record;
  if (seq !== undefined && folded.sequence.isRepeated(seq)) {
    // A block that a disk or a copy brought twice must not count twice.
    addDamage(folded.damage, { ...record, length: 0, reason: `sequence ${seq} comes again` });
    return;
  }
  const whole = Number.isNaN(time) ? (folded.last?.time ?? 0) : Math.floor(time);
  folded.summary.add(
    seq === undefined ? { type: eventType, data, time } : { type: eventType, data, time, seq },
  );
  rememberLast(folded, whole, seq);
  if (eventType !== 'journal_session_end') return;
  const parsed = sessionEndSchema.safeParse(data);
  if (parsed.success) folded.end = parsed.data;
}

/** In place where it can be: there is one for every record. */
function rememberLast(folded: FoldedEventLog, time: number, sequence: number | undefined): void {
  const { last } = folded;
  if (sequence === undefined) {
    folded.last = { time };
  } else if (last === undefined) {
    folded.last = { time, sequence };
  } else {
    last.time = time;
    last.sequence = sequence;
  }
}

function addDamage(
  damage: RecoveryDamage,
  { segment, lineNumber, byteOffset, length, reason }: Omit<DamagedSpan, 'kind'>,
): void {
  damage.spans += 1;
  damage.bytes += length;
  if (damage.first.length >= MAX_NAMED_DAMAGE) return;
  damage.first.push({ segment, lineNumber, byteOffset, length, reason });
}
