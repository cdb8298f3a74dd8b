import { parseLogFileName } from '@opta/journal-format';
import type { FileSystem } from '@opta/journal-fs';
import { MAX_LINE_BYTES } from '../constants.js';
import { JournalStoreError, quote } from '../errors.js';
import { listFiles } from '../listing/list-files.js';
import { openByteSource } from './byte-source.js';
import { EventMatcher } from './event-matcher.js';
import type { DamagedSpan, EventFilter, EventRecord } from './event-record.js';
import { findEventLogBySession } from './find-event-log.js';
import { findSegments, type Segment } from './find-segments.js';
import { readSegment } from './read-segment.js';
import { sessionOfSegment } from './session-of-segment.js';

/** Streams all segments of one event log. */
export async function* readEvents(
  place: { fileSystem: FileSystem; directory: string },
  source: string | { session: string },
  filter: EventFilter,
): AsyncGenerator<EventRecord | DamagedSpan> {
  const { fileSystem } = place;
  const segments = await findEventLogFiles(place, source);
  const matcher = new EventMatcher(filter);
  let session: string | undefined;
  for (const file of segments) {
    const { segment } = file;
    const named = segments.length === 1 ? undefined : await sessionOfSegment(fileSystem, file);
    session ??= named;
    const bytes = await openByteSource(fileSystem, file);
    try {
      if (named !== undefined && named !== session) yield foreign(segment, named, bytes.storedSize);
      else yield* readSegment(bytes, segment, matcher, filter.maxLineBytes ?? MAX_LINE_BYTES);
    } finally {
      await bytes.close();
    }
  }
}

/**
 * The files of an event log, in their order.
 *
 * @throws {JOURNAL_STORE_NAME_INVALID} when it is no name of an event log
 * @throws {JOURNAL_STORE_LOG_NOT_FOUND} when there is none
 */
export async function findEventLogFiles(
  { fileSystem, directory }: { fileSystem: FileSystem; directory: string },
  source: string | { session: string },
): Promise<Segment[]> {
  if (typeof source === 'string') assertEventLogName(source);
  const files = await listFiles(fileSystem, directory);
  const segments =
    typeof source === 'string'
      ? findSegments(files, source)
      : ((await findEventLogBySession({ fileSystem, files }, source.session))?.segments ?? []);
  if (segments.length === 0) throw notFound(source, directory);
  return segments;
}

function foreign(segment: number, session: string, length: number): DamagedSpan {
  const reason = `the file belongs to the session ${quote(session)}`;
  return { kind: 'foreign', segment, byteOffset: 0, length, lineNumber: 1, reason };
}

/** @throws {JOURNAL_STORE_NAME_INVALID} */
export function assertEventLogName(name: string): void {
  if (parseLogFileName(name)?.kind === 'events') return;
  throw new JournalStoreError(
    'JOURNAL_STORE_NAME_INVALID',
    `Cannot read events of ${quote(name)}: that is no name of an event log (YYYY-MM-DD-HHMMSS-device-events.jsonl). Take one from the listing.`,
    { fileName: name.slice(0, 200) },
  );
}

function notFound(source: string | { session: string }, directory: string): JournalStoreError {
  const what =
    typeof source === 'string' ? quote(source) : `an event log of the session ${quote(source.session)}`;
  return new JournalStoreError(
    'JOURNAL_STORE_LOG_NOT_FOUND',
    `Cannot find ${what} in ${quote(directory)}. Take a name from the listing.`,
    { directory },
  );
}
