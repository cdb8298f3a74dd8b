import { errnoOf } from '@opta/journal-fs';
import { quote } from '../errors.js';
import { listFiles } from '../listing/list-files.js';
import { type ByteSource, openByteSource } from './byte-source.js';
import { eventLogNotFound } from './event-log-not-found.js';
import { findSegments, type Segment } from './find-segments.js';
import type { LogFolder } from './log-folder.js';

export interface OpenSegment {
  /** Where it was found. */
  file: Segment;
  bytes: ByteSource;
}

/**
 * Opens a segment. One that is not where it was listed has been archived or restored since, and is looked for anew.
 *
 * @throws {JOURNAL_STORE_LOG_NOT_FOUND} when it is gone
 */
export async function openSegment(folder: LogFolder, listed: Segment): Promise<OpenSegment> {
  const { fileSystem, directory } = folder;
  try {
    return { file: listed, bytes: await openByteSource(fileSystem, listed) };
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    const segments = findSegments(await listFiles(fileSystem, directory), listed.fileName);
    const file = segments.find(({ segment }) => segment === listed.segment);
    if (file === undefined) throw eventLogNotFound(quote(listed.fileName), directory, { cause: error });
    return { file, bytes: await openByteSource(fileSystem, file) };
  }
}
