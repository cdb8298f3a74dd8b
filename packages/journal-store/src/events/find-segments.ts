import { type EventLogName, parseLogFileName } from '@opta/journal-format';
import type { StoredFile } from '../listing/stored-file.js';

export interface Segment extends StoredFile {
  segment: number;
}

const EVENT_LOG_ENDING = /\.jsonl$/i;

/** All segments of the event log to which a name belongs, in their order. */
export function findSegments(files: readonly StoredFile[], fileName: string): Segment[] {
  const wanted = parseLogFileName(fileName);
  if (wanted?.kind !== 'events') return [];
  const key = eventLogKey(wanted);
  const segments: Segment[] = [];
  for (const file of files.filter(({ fileName: name }) => isEventLogName(name))) {
    const parsed = parseLogFileName(file.fileName);
    if (parsed?.kind === 'events' && eventLogKey(parsed) === key) {
      segments.push({ ...file, segment: parsed.segment });
    }
  }
  return segments.sort((a, b) => a.segment - b.segment);
}

/** Whether a name may be that of an event log, by its ending: parsing those of all other logs takes long. */
export function isEventLogName(fileName: string): boolean {
  return !fileName.endsWith('.md') && EVENT_LOG_ENDING.test(fileName);
}

/** What the names of all segments of an event log have in common. */
export function eventLogKey({ date, time, rest, copy }: EventLogName): string {
  return `${date}-${time}-${rest}-events-${copy}`;
}
