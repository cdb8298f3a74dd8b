import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type EventLogEntry, findEventInLine } from '@opta/journal-store';
import type { ReadRecord } from '../read-record.js';
import type { RecordFilter } from '../record-filter.js';
import type { EventLogPlace } from './event-log-cursor.js';
import { FilePlace } from './file-place.js';
import { endOfLines, readLinesBackward } from './read-lines.js';

export interface LastRecords {
  /** In their order. */
  records: ReadRecord[];
  /** Where the event log ended. */
  end: EventLogPlace;
}

/**
 * The last records that are meant, read from the end, so that a log of gigabytes costs no more than a small one.
 *
 * @param entry - none of whose segments is archived
 * @throws ENOENT where one was archived meanwhile
 */
export async function readLastRecords(
  directory: string,
  entry: EventLogEntry,
  { limit, isMeant }: { limit: number; isMeant: RecordFilter },
): Promise<LastRecords> {
  const records: ReadRecord[] = [];
  const numbers = new Set<number>();
  let end: EventLogPlace | undefined;
  for (const segment of entry.segments.toReversed()) {
    const file = await open(join(directory, segment));
    try {
      const size = await endOfLines(file, (await file.stat()).size);
      end ??= { segment, place: await FilePlace.at(file, size), lastSequence: undefined };
      for await (const { bytes } of readLinesBackward(file, size)) {
        const record = bytes === undefined ? undefined : findEventInLine(bytes)?.record;
        if (record === undefined) continue;
        const { seq } = record;
        end.lastSequence ??= seq;
        if (records.length >= limit) break;
        const read = { ...record, eventLog: entry.fileName };
        // A block that a disk or a copy brought twice counts once.
        if ((seq !== undefined && numbers.has(seq)) || !isMeant(read)) continue;
        if (seq !== undefined) numbers.add(seq);
        records.push(read);
      }
    } finally {
      await file.close();
    }
    if (records.length >= limit) break;
  }
  const start = { segment: entry.fileName, place: new FilePlace(), lastSequence: undefined };
  return { records: records.reverse(), end: end ?? start };
}
