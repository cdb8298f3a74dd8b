import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import type { FileSystem } from '@opta/journal-fs';
import { MAX_LINE_BYTES } from '../constants.js';
import { JournalStoreError, quote } from '../errors.js';
import { listNames } from '../listing/list-names.js';
import { EventMatcher } from './event-matcher.js';
import type { DamagedSpan, EventFilter, EventRecord } from './event-record.js';
import { findEventLogBySession } from './find-event-log.js';
import { findSegments } from './find-segments.js';
import { readSegment } from './read-segment.js';

/** Streams all segments of one event log. */
export async function* readEvents(
  place: { fileSystem: FileSystem; directory: string },
  source: string | { session: string },
  filter: EventFilter,
): AsyncGenerator<EventRecord | DamagedSpan> {
  const { fileSystem, directory } = place;
  if (typeof source === 'string') assertEventLogName(source);
  const names = await listNames(fileSystem, directory);
  const fileName =
    typeof source === 'string'
      ? source
      : await findEventLogBySession({ fileSystem, directory, names }, source.session);
  const segments = fileName === undefined ? [] : findSegments(names, fileName);
  if (segments.length === 0) throw notFound(source, directory);
  const matcher = new EventMatcher(filter);
  for (const { fileName: name, segment } of segments) {
    const file = { fileSystem, path: join(directory, name), segment };
    yield* readSegment(file, matcher, filter.maxLineBytes ?? MAX_LINE_BYTES);
  }
}

function assertEventLogName(name: string): void {
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
