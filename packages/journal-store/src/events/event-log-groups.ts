import { parseLogFileName } from '@opta/journal-format';
import type { StoredFile } from '../listing/stored-file.js';
import { eventLogKey, isEventLogName } from './find-segments.js';
import type { EventLogFiles } from './group-event-logs.js';

/** Puts the files of each event log together, one file after the other. */
export class EventLogGroups {
  readonly #groups = new Map<string, EventLogFiles>();

  /** What is no file of an event log is left out. */
  add(file: StoredFile): void {
    const { fileName } = file;
    const name = isEventLogName(fileName) ? parseLogFileName(fileName) : undefined;
    if (name?.kind !== 'events') return;
    const key = eventLogKey(name);
    const segment = { ...file, segment: name.segment };
    const group = this.#groups.get(key);
    if (group === undefined) {
      this.#groups.set(key, { fileName, name, segments: [segment] });
      return;
    }
    const index = group.segments.findIndex((other) => other.segment > segment.segment);
    group.segments.splice(index === -1 ? group.segments.length : index, 0, segment);
    if (name.segment >= group.name.segment) return;
    group.fileName = fileName;
    group.name = name;
  }

  /** Every event log with its segments in their order; in no order themselves. */
  values(): Iterable<EventLogFiles> {
    return this.#groups.values();
  }
}
