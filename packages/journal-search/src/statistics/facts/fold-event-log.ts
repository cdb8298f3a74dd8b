import type { Redactor } from '@opta/journal-redact';
import { type EventLogEntry, type EventRecord, type JournalStore, RecordSequence } from '@opta/journal-store';
import { createSummary, type Summary } from '@opta/journal-summary';
import type { TimeSlice } from '../../time-slice.js';
import {
  type SessionEnd,
  type SessionStart,
  sessionEndSchema,
  sessionStartSchema,
} from './session-records.js';

/** What an event log says of its runtime. */
export interface FoldedEventLog {
  summary: Summary;
  start?: SessionStart | undefined;
  end?: SessionEnd | undefined;
  /** Time of the last record, in epoch milliseconds. */
  lastAt?: number;
  /** The first record's time as it is written. */
  firstTimestamp?: string;
  /** Spans that are no records; a last line that may still be written is none. */
  damage: { places: number; bytes: number };
}

/**
 * Reads an event log with all its segments into the summary that its session log is made of.
 *
 * @param startedAt - what is taken for the begin, in epoch milliseconds, by events without a time of their own
 * @param redactor - takes secrets out of records of a program that left them in
 */
export async function foldEventLog(
  store: JournalStore,
  entry: EventLogEntry,
  { startedAt, redactor, slice }: { startedAt: number; redactor: Redactor; slice: TimeSlice },
): Promise<FoldedEventLog> {
  const { fileName, device } = entry;
  const folded: FoldedEventLog = {
    // Only figures are asked of it, so that what it would only show is left open.
    summary: createSummary({
      ...{ session: fileName, device, user: '', model: '', metadata: {} },
      ...{ startedAt: Math.max(0, startedAt), timeZone: 'UTC' },
    }),
    damage: { places: 0, bytes: 0 },
  };
  const sequence = new RecordSequence();
  for await (const found of store.readEvents(entry)) {
    if (slice.isOver) await slice.rest();
    if (found.kind === 'unfinished') continue;
    if (found.kind !== 'record') addDamage(folded, found.length);
    else if (found.seq === undefined || !sequence.isRepeated(found.seq)) addRecord(folded, found, redactor);
  }
  return folded;
}

function addDamage({ damage }: FoldedEventLog, length: number): void {
  damage.places += 1;
  damage.bytes += length;
}

function addRecord(folded: FoldedEventLog, record: EventRecord, redactor: Redactor): void {
  const { eventType: type, time, seq } = record;
  // Without a number it is an event of another program that has this name.
  if (type === 'journal_session_start' && seq !== undefined)
    folded.start ??= sessionStartSchema.safeParse(record.data).data;
  // A program that begins its logs so has taken its secrets out.
  const data = folded.start === undefined ? redactor.redact(record.data) : record.data;
  if (type === 'journal_session_end') folded.end = sessionEndSchema.safeParse(data).data ?? folded.end;
  folded.summary.add({ type, data, time });
  folded.firstTimestamp ??= record.timestamp;
  if (!Number.isNaN(time)) folded.lastAt = Math.floor(time);
}
