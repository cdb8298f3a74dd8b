import { setImmediate } from 'node:timers/promises';
import {
  type DamagedSpan,
  type EventLogEntry,
  type EventRecord,
  type JournalStore,
  RecordSequence,
} from '@opta/journal-store';
import { createSummary, type RecoveryDamage, type Summary, type SummarySession } from '@opta/journal-summary';
import { FOLD_SLICE_MS, MAX_NAMED_DAMAGE } from '../constants.js';
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
  entry: EventLogEntry,
  session: SummarySession,
  redact: <T>(value: T) => T = (value) => value,
): Promise<FoldedEventLog> {
  const folded: FoldedEventLog = {
    summary: createSummary(session),
    damage: { spans: 0, bytes: 0, first: [] },
    sequence: new RecordSequence(),
  };
  let sliceEnd = performance.now() + FOLD_SLICE_MS;
  for await (const found of store.readEvents(entry)) {
    if (performance.now() > sliceEnd) {
      // A block of a thousand records comes with one turn; the host must not wait for all of them.
      await setImmediate();
      sliceEnd = performance.now() + FOLD_SLICE_MS;
    }
    if (found.kind === 'record') addRecord(folded, redact(found));
    else addDamage(folded.damage, found);
  }
  return folded;
}

function addRecord(folded: FoldedEventLog, record: EventRecord): void {
  const { seq, time, eventType, data } = record;
  if (seq !== undefined && folded.sequence.isRepeated(seq)) {
    // A block that a disk or a copy brought twice must not count twice.
    addDamage(folded.damage, { ...record, length: 0, reason: `sequence ${seq} comes again` });
    return;
  }
  folded.summary.add({ type: eventType, data, time, ...(seq === undefined ? {} : { seq }) });
  folded.last = {
    time: Number.isNaN(time) ? (folded.last?.time ?? 0) : Math.floor(time),
    ...(seq === undefined ? {} : { sequence: seq }),
  };
  if (eventType !== 'journal_session_end') return;
  const parsed = sessionEndSchema.safeParse(data);
  if (parsed.success) folded.end = parsed.data;
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
