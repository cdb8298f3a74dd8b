import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { call, createFileExclusive, errnoOf, type FileProgram, writeAll } from '@opta/journal-fs';
import { attemptCleanUp } from './attempt-clean-up.js';

/** A claim that has no name yet. It is written anew for each number, so that one which was lost costs two calls. */
export interface ClaimDraft {
  path: string;
  fd: number;
  /** Bytes. */
  length: number;
}

/** Program: makes the file of a draft. */
export function* openDraft(directory: string, mode: number): FileProgram<ClaimDraft> {
  // A name that the removal of stale files knows.
  const path = join(directory, `${randomBytes(16).toString('hex')}.tmp`);
  return { path, fd: yield* createFileExclusive(path, mode), length: 0 };
}

/**
 * Program: claims a name by giving it to the draft. Neither is synced.
 *
 * @returns false if the name is taken.
 * @throws the system's own error, also where it has no hard links. The draft must not be used any more then.
 */
export function* claimByDraft(draft: ClaimDraft, path: string, content: string): FileProgram<boolean> {
  const bytes = Buffer.from(content);
  yield* writeAll(draft.fd, bytes, 0);
  if (bytes.length < draft.length) yield* call.ftruncate(draft.fd, bytes.length);
  draft.length = bytes.length;
  try {
    yield* call.link(draft.path, path);
    return true;
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    return yield* isSameFile(draft, path);
  }
}

/** Program: removes the draft; what it has claimed stays. */
export function* closeDraft({ path, fd }: ClaimDraft): FileProgram<void> {
  yield* attemptCleanUp(call.unlink(path));
  yield* call.close(fd);
}

/** NFS may repeat a link whose answer was lost, and then answer that the name exists: it is ours. */
function* isSameFile({ fd }: ClaimDraft, path: string): FileProgram<boolean> {
  const own = yield* call.fstat(fd);
  if (own.nlink < 2) return false;
  const other = yield* call.lstat(path);
  return own.ino === other.ino && own.dev === other.dev;
}
