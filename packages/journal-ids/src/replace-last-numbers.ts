import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  call,
  createFileExclusive,
  ensureStateDirectory,
  errnoOf,
  type FileProgram,
  writeAll,
} from '@opta/journal-fs';
import type { AllocatorContext } from './allocator-context.js';
import { attemptCleanUp } from './attempt-clean-up.js';
import { LAST_NUMBERS_FILE } from './constants.js';

/**
 * Program: puts a text in the place of last-numbers.txt by one rename. Its content is synced before, the rename is not:
 * after a power cut the file is this one or the one before, whole in either case, and the next start brings it up to
 * date from claims that are on the disk.
 */
export function* replaceLastNumbers(
  context: AllocatorContext,
  text: string,
  mode: number,
): FileProgram<void> {
  try {
    yield* replace(context, text, mode);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    // Somebody removed our folders, or nothing was ever numbered here.
    yield* ensureStateDirectory(context.directory);
    yield* replace(context, text, mode);
  }
}

function* replace(context: AllocatorContext, text: string, mode: number): FileProgram<void> {
  // A name that the removal of stale files knows.
  const temporary = join(context.temporary, `${randomBytes(16).toString('hex')}.tmp`);
  const fd = yield* createFileExclusive(temporary, mode);
  let isOpen = true;
  try {
    yield* writeAll(fd, Buffer.from(text), null);
    yield* call.fsync(fd);
    isOpen = false;
    yield* call.close(fd);
    yield* call.rename(temporary, join(context.directory, LAST_NUMBERS_FILE));
  } catch (error) {
    if (isOpen) yield* attemptCleanUp(call.close(fd));
    yield* attemptCleanUp(call.unlink(temporary));
    throw error;
  }
}
