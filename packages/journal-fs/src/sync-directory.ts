import { attemptCleanUp } from './attempt-clean-up.js';
import { call } from './call.js';
import { DIRECTORY_SYNC_UNSUPPORTED } from './constants.js';
import { errnoOf } from './errno-of.js';
import { OPEN_FLAGS } from './node-file-system.js';
import type { FileProgram } from './types.js';

/**
 * Program: makes the names in a folder survive a power cut. Without it a file that was written and synced can
 * be gone afterwards.
 *
 * @param path - The folder.
 * @returns false where the system cannot sync a folder (Windows, some network and FUSE file systems).
 * @throws the system's own error, `EIO` for instance: then the names are not known to be on the disk.
 */
export function* syncDirectory(path: string): FileProgram<boolean> {
  let fd: number;
  try {
    fd = yield* call.open(path, OPEN_FLAGS.readDirectory);
  } catch (error) {
    // EACCES: a folder that may be written but not read (mode 0300) cannot be opened for its sync.
    if (isUnsupported(error) || errnoOf(error) === 'EACCES') return false;
    throw error;
  }
  let isSynced = true;
  try {
    yield* call.fsync(fd);
  } catch (error) {
    if (!isUnsupported(error)) {
      yield* attemptCleanUp(call.close(fd));
      throw error;
    }
    isSynced = false;
  }
  yield* call.close(fd);
  return isSynced;
}

function isUnsupported(error: unknown): boolean {
  return DIRECTORY_SYNC_UNSUPPORTED.includes(errnoOf(error) ?? '');
}
