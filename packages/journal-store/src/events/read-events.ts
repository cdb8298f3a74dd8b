import { MAX_LINE_BYTES } from '../constants.js';
import { BlockParser } from './block-parser.js';
import { EventMatcher } from './event-matcher.js';
import type { EventBatch, EventFilter } from './event-record.js';
import { type EventLogSource, findEventLogFiles } from './find-event-log-files.js';
import type { Segment } from './find-segments.js';
import { foreignSpan } from './foreign-span.js';
import type { LogFolder } from './log-folder.js';
import { openSegment } from './open-segment.js';
import type { BlockReader } from './parse-segment.js';
import { readAhead } from './read-ahead.js';
import { readSegment } from './read-segment.js';
import { sessionOfSegment } from './session-of-segment.js';

/** Streams all segments of one event log, in batches. */
export async function* readEventBatches(
  folder: LogFolder,
  source: EventLogSource,
  filter: EventFilter,
): AsyncGenerator<EventBatch, void, undefined> {
  const { maxLineBytes = MAX_LINE_BYTES } = filter;
  const matcher = new EventMatcher(filter);
  const segments = await findEventLogFiles(folder, source);
  const createReader = (segment: number) => new BlockParser(segment, matcher, maxLineBytes);
  yield* readSegments(folder, segments, { createReader, maxLineBytes });
}

export interface SegmentsReading {
  createReader(segment: number): BlockReader;
  /** Longest line that is read; longer ones are damage. */
  maxLineBytes: number;
}

/** Streams the segments of one event log, wherever they are by now. */
export async function* readSegments(
  folder: LogFolder,
  segments: readonly Segment[],
  { createReader, maxLineBytes }: SegmentsReading,
): AsyncGenerator<EventBatch, void, undefined> {
  let session: string | undefined;
  for (const listed of segments) {
    const { segment } = listed;
    const opened = await openSegment(folder, listed);
    const { file } = opened;
    const bytes = readAhead(opened.bytes);
    try {
      const named = segments.length === 1 ? undefined : await sessionOfSegment(folder.fileSystem, file);
      session ??= named;
      if (named !== undefined && named !== session) yield [foreignSpan(segment, named, bytes.storedSize)];
      else yield* readSegment(bytes, segment, createReader(segment), maxLineBytes);
    } finally {
      await bytes.close();
    }
  }
}
