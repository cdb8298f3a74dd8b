import { dirname } from 'node:path';
import { call, ensureDirectory, errnoOf, type FileProgram } from '@opta/journal-fs';
import { JournalStoreError, quote } from '../errors.js';

/** Where a folder really is. */
export interface Place {
  directory: string;
  realPath: string;
  /** The disk that it is on. */
  device: bigint;
}

/** Program: where a folder is now. */
export function* identifyPlace(directory: string): FileProgram<Place> {
  const realPath = yield* call.realpath(directory);
  return { directory, realPath, device: (yield* call.stat(realPath)).dev };
}

/**
 * Program: makes sure that a folder is where it was. One that was removed is made again; one that another took the
 * place of, by a link or because its disk is not mounted, is not written to.
 *
 * @throws {JOURNAL_STORE_IO} when it is elsewhere
 */
export function* ensureSamePlace(place: Place): FileProgram<void> {
  if (!(yield* isThere(place.directory))) {
    if ((yield* deviceOf(place.realPath)) !== place.device) throw elsewhere(place);
    yield* ensureDirectory(place.realPath);
  }
  const { realPath, device } = yield* identifyPlace(place.directory);
  if (realPath !== place.realPath || device !== place.device) throw elsewhere(place);
}

/** Program: the disk of a path, or of its nearest parent that is there. */
function* deviceOf(path: string): FileProgram<bigint> {
  let current = path;
  while (!(yield* isThere(current))) current = dirname(current);
  return (yield* call.stat(current)).dev;
}

function* isThere(path: string): FileProgram<boolean> {
  try {
    yield* call.stat(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function elsewhere({ directory, realPath }: Place): JournalStoreError {
  return new JournalStoreError(
    'JOURNAL_STORE_IO',
    `Cannot go on in ${quote(directory)}: it is not the folder ${quote(realPath)} on the disk where the event log began. Mount that disk, or remove the link.`,
    { path: directory, realPath },
  );
}
