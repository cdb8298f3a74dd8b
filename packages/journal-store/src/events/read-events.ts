import { MAX_LINE_BYTES } from '../constants.js';
import { quote } from '../errors.js';
import { EventMatcher } from './event-matcher.js';
import type { DamagedSpan, EventFilter, EventRecord } from './event-record.js';
import { type EventLogSource, findEventLogFiles } from './find-event-log-files.js';
import type { Segment } from './find-segments.js';
import type { LogFolder } from './log-folder.js';
import { openSegment } from './open-segment.js';
import { readSegment } from './read-segment.js';
import { sessionOfSegment } from './session-of-segment.js';

/** Streams all segments of one event log. */
export async function* readEvents(
  folder: LogFolder,
  source: EventLogSource,
  filter: EventFilter,
): AsyncGenerator<EventRecord | DamagedSpan> {
  yield* readSegments(folder, await findEventLogFiles(folder, source), filter);
}

/** Streams the segments of one event log, wherever they are by now. */
export async function* readSegments(
  folder: LogFolder,
  segments: readonly Segment[],
  filter: EventFilter,
): AsyncGenerator<EventRecord | DamagedSpan> {
  const matcher = new EventMatcher(filter);
  let session: string | undefined;
  for (const listed of segments) {
    const { segment } = listed;
    const { file, bytes } = await openSegment(folder, listed);
    try {
      const named = segments.length === 1 ? undefined : await sessionOfSegment(folder.fileSystem, file);
      session ??= named;
      if (named !== undefined && named !== session) yield foreign(segment, named, bytes.storedSize);
      else yield* readSegment(bytes, segment, matcher, filter.maxLineBytes ?? MAX_LINE_BYTES);
    } finally {
      await bytes.close();
    }
  }
}

function foreign(segment: number, session: string, length: number): DamagedSpan {
  const reason = `the file belongs to the session ${quote(session)}`;
  return { kind: 'foreign', segment, byteOffset: 0, length, lineNumber: 1, reason };
}
