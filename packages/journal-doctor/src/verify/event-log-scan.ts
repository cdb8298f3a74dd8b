import type { DamagedSpan, EventLogEntry, JournalStore } from '@opta/journal-store';
import { MAX_EVENT_TYPES, MAX_NAMED_PLACES } from '../constants.js';
import type { FindingFacts } from '../finding.js';

/** What one pass over an event log tells, in bounded memory. */
export interface EventLogScan {
  fileName: string;
  /** Intact records, ours included. */
  records: number;
  /** Events by type, without our own records; types beyond a bound are together under undefined. */
  counts: Map<string | undefined, number>;
  events: number;
  damage: { places: DamagedSpan[]; count: number; bytes: number };
  /** The last line, if it has no end. */
  unfinished?: DamagedSpan;
  sequence: FindingFacts['sequence-broken'];
}

/** @returns undefined where the log has gone meanwhile */
export async function scanEventLog(
  store: JournalStore,
  entry: EventLogEntry,
): Promise<EventLogScan | undefined> {
  const scan: EventLogScan = {
    fileName: entry.fileName,
    records: 0,
    counts: new Map(),
    events: 0,
    damage: { places: [], count: 0, bytes: 0 },
    sequence: { places: [], count: 0 },
  };
  let last: number | undefined;
  try {
    for await (const part of store.readEvents(entry)) {
      if (part.kind !== 'record') {
        addDamage(scan, part);
        continue;
      }
      scan.records += 1;
      if (!part.eventType.startsWith('journal_')) addEvent(scan, part.eventType);
      if (part.seq === undefined) continue;
      const expected = last === undefined ? 1 : last + 1;
      if (part.seq !== expected) {
        scan.sequence.count += 1;
        const { seq: found, segment, lineNumber } = part;
        if (scan.sequence.places.length < MAX_NAMED_PLACES) {
          scan.sequence.places.push({ expected, found, segment, lineNumber });
        }
      }
      last = part.seq;
    }
  } catch (error) {
    // Removed by retention since it was listed.
    if ((error as { code?: unknown }).code === 'JOURNAL_STORE_LOG_NOT_FOUND') return undefined;
    throw error;
  }
  return scan;
}

function addEvent(scan: EventLogScan, type: string): void {
  const key = scan.counts.has(type) || scan.counts.size < MAX_EVENT_TYPES ? type : undefined;
  scan.counts.set(key, (scan.counts.get(key) ?? 0) + 1);
  scan.events += 1;
}

function addDamage(scan: EventLogScan, span: DamagedSpan): void {
  if (span.kind === 'unfinished') {
    scan.unfinished = span;
    return;
  }
  scan.damage.count += 1;
  scan.damage.bytes += span.length;
  if (scan.damage.places.length < MAX_NAMED_PLACES) scan.damage.places.push(span);
}
