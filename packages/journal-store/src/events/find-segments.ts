import { type EventLogName, parseLogFileName } from '@opta/journal-format';
import type { StoredFile } from '../listing/stored-file.js';

export interface Segment extends StoredFile {
  segment: number;
}

/** All segments of the event log to which a name belongs, in their order. */
export function findSegments(files: readonly StoredFile[], fileName: string): Segment[] {
  const wanted = parseLogFileName(fileName);
  if (wanted?.kind !== 'events') return [];
  const key = eventLogKey(wanted);
  const segments: Segment[] = [];
  for (const file of files) {
    const parsed = parseLogFileName(file.fileName);
    if (parsed?.kind === 'events' && eventLogKey(parsed) === key) {
      segments.push({ ...file, segment: parsed.segment });
    }
  }
  return segments.sort((a, b) => a.segment - b.segment);
}

/** What the names of all segments of an event log have in common. */
export function eventLogKey({ date, time, rest, copy }: EventLogName): string {
  return `${date}-${time}-${rest}-events-${copy}`;
}
