import { join } from 'node:path';
import { errnoOf, runProgramSync, type SyncFileSystem } from '@opta/journal-fs';
import { MAX_LINE_BYTES } from '../constants.js';
import { quote, toJournalStoreError } from '../errors.js';
import { BlockParser } from './block-parser.js';
import { eventLogNotFound } from './event-log-not-found.js';
import { EventMatcher } from './event-matcher.js';
import type { DamagedSpan, EventRecord } from './event-record.js';
import { findSegments } from './find-segments.js';
import { foreignSpan } from './foreign-span.js';
import type { LogFolder } from './log-folder.js';
import { openPlainFile, type PlainFile } from './open-plain-file.js';
import { parseEventLogName } from './parse-event-log-name.js';
import { parseSegment } from './parse-segment.js';
import { sessionOfSegmentSync } from './session-of-segment-sync.js';

/** All segments of one live event log, before the process does anything else. */
export function* readEventsSync(
  { directory, fileSystem: { sync } }: LogFolder,
  fileName: string,
): Generator<EventRecord | DamagedSpan, void, undefined> {
  parseEventLogName(fileName);
  const files = listNamesSync(sync, directory).map((name) => {
    return { fileName: name, path: join(directory, name), isCompressed: false };
  });
  const segments = findSegments(files, fileName);
  if (segments.length === 0) throw eventLogNotFound(quote(fileName), directory);
  let session: string | undefined;
  for (const { segment, path } of segments) {
    const file = runProgramSync(openPlainFile(path), sync);
    try {
      const named = segments.length === 1 ? undefined : sessionOfSegmentSync(sync, path);
      session ??= named;
      if (named !== undefined && named !== session) yield foreignSpan(segment, named, file.size);
      else yield* readSegmentSync(sync, { ...file, segment, path });
    } finally {
      closeQuietly(sync, file.fd);
    }
  }
}

function listNamesSync(sync: SyncFileSystem, directory: string): string[] {
  try {
    return sync.readdir(directory);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw toJournalStoreError(error, 'list the folder', directory);
  }
}

function* readSegmentSync(
  sync: SyncFileSystem,
  { fd, segment, path }: PlainFile & { segment: number; path: string },
): Generator<EventRecord | DamagedSpan> {
  const parser = new BlockParser(segment, new EventMatcher({}), MAX_LINE_BYTES);
  const parts = parseSegment(segment, parser, MAX_LINE_BYTES);
  let position = 0;
  for (let part = parts.next(0); part.done !== true; ) {
    const { value } = part;
    if (!('buffer' in value)) {
      yield* value;
      part = parts.next(0);
      continue;
    }
    const { buffer, at } = value;
    let count: number;
    try {
      count = sync.read(fd, buffer, at, buffer.length - at, position);
    } catch (error) {
      throw toJournalStoreError(error, 'read', path);
    }
    position += count;
    part = parts.next(count);
  }
}

/** What was read stays true, whatever the system says when the file is closed. */
function closeQuietly(sync: SyncFileSystem, fd: number): void {
  try {
    sync.close(fd);
  } catch {
    // Nothing was written.
  }
}
