import { type EventLogName, parseLogFileName } from '@opta/journal-format';
import type { StoredFile } from '../listing/stored-file.js';
import { eventLogKey, isEventLogName, type Segment } from './find-segments.js';

/** The files of one event log. */
export interface EventLogFiles {
  /** The name of the first segment that is there. */
  fileName: string;
  name: EventLogName;
  /** At least one, in their order. */
  segments: Segment[];
}

/** Every event log among some files, in no order. */
export function groupEventLogs(files: readonly StoredFile[]): EventLogFiles[] {
  const groups = new Map<string, EventLogFiles>();
  for (const file of files.filter(({ fileName }) => isEventLogName(fileName))) {
    const name = parseLogFileName(file.fileName);
    if (name?.kind !== 'events') continue;
    const segment = { ...file, segment: name.segment };
    const group = groups.get(eventLogKey(name));
    if (group === undefined) {
      groups.set(eventLogKey(name), { fileName: file.fileName, name, segments: [segment] });
      continue;
    }
    group.segments.push(segment);
    if (name.segment >= group.name.segment) continue;
    group.fileName = file.fileName;
    group.name = name;
  }
  for (const { segments } of groups.values()) segments.sort((a, b) => a.segment - b.segment);
  return [...groups.values()];
}
