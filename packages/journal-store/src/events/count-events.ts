import { MAX_LINE_BYTES } from '../constants.js';
import { EventCounter } from './event-counter.js';
import { type EventLogSource, findEventLogFiles } from './find-event-log-files.js';
import type { LogFolder } from './log-folder.js';
import { readSegments } from './read-events.js';

/** Lines of each event type in one event log. */
export async function countEvents(folder: LogFolder, source: EventLogSource): Promise<Map<string, number>> {
  const segments = await findEventLogFiles(folder, source);
  const counter = new EventCounter();
  const reading = { createReader: () => counter, maxLineBytes: MAX_LINE_BYTES };
  for await (const _ of readSegments(folder, segments, reading));
  return counter.counts;
}
