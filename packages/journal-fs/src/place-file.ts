import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { attemptCleanUp } from './attempt-clean-up.js';
import { call } from './call.js';
import { LINK_UNSUPPORTED, TEMPORARY_NAME_BYTES } from './constants.js';
import { createFileExclusive } from './create-file-exclusive.js';
import { createWholeFile } from './create-whole-file.js';
import { errnoOf } from './errno-of.js';
import { toJournalFsError } from './errors.js';
import { isThere } from './is-there.js';
import { syncDirectory } from './sync-directory.js';
import type { FileProgram } from './types.js';

export interface PlaceFileRequest {
  directory: string;
  /** Tried in their order; the first free one is taken. */
  names: Iterable<string>;
  content: Uint8Array | string;
  mode: number;
  temporaryDirectory: string;
  /** Where a name is claimed if there are no hard links; the same one for every process. */
  claimDirectory: string;
  isReplacing: boolean;
  isSynced: boolean;
}

export interface PlacedFile {
  name: string;
  path: string;
  /** Bytes. */
  size: number;
  /**
   * `link`: the system itself excluded that a file was overwritten. `rename`: it has no hard links (or
   * replacing was asked for), and only writers that use this package exclude each other.
   */
  guarantee: 'link' | 'rename';
  /** false where syncing was switched off or the system cannot sync a folder. */
  isSynced: boolean;
}

/**
 * Program: the steps of publishing. Write a temporary file completely, sync it, give it the first free name,
 * sync the folder. Undefined means that every name was taken. On failure the temporary file is removed.
 */
export function* placeFile(request: PlaceFileRequest): FileProgram<PlacedFile | undefined> {
  const bytes = typeof request.content === 'string' ? Buffer.from(request.content) : request.content;
  const temporary = join(request.temporaryDirectory, temporaryName());
  yield* createWholeFile(temporary, bytes, request);
  let placed: { name: string; guarantee: 'link' | 'rename' } | undefined;
  try {
    placed = yield* takeFirstFree(temporary, request);
  } catch (error) {
    yield* attemptCleanUp(call.unlink(temporary));
    throw error;
  }
  // After a rename there is nothing left under the temporary name.
  if (placed?.guarantee !== 'rename') yield* attemptCleanUp(call.unlink(temporary));
  if (placed === undefined) return undefined;
  const path = join(request.directory, placed.name);
  try {
    const isSynced = request.isSynced && (yield* syncDirectory(request.directory));
    return { ...placed, path, size: bytes.length, isSynced };
  } catch (error) {
    throw toJournalFsError(error, 'sync the folder of the published file', path, { published: true });
  }
}

/** A name that nobody else takes, and that no listing shows. */
export function temporaryName(): string {
  return `${randomBytes(TEMPORARY_NAME_BYTES).toString('hex')}.tmp`;
}

/** The name of the claim on a name; of fixed length, because the name itself may be as long as names can be. */
function claimNameFor(name: string): string {
  return `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.claim`;
}

function* takeFirstFree(
  temporary: string,
  request: PlaceFileRequest,
): FileProgram<{ name: string; guarantee: 'link' | 'rename' } | undefined> {
  let hasLinks = true;
  for (const name of request.names) {
    const path = join(request.directory, name);
    if (request.isReplacing) {
      yield* call.rename(temporary, path);
      return { name, guarantee: 'rename' };
    }
    if (hasLinks) {
      const outcome = yield* tryLink(temporary, path);
      if (outcome === 'linked') return { name, guarantee: 'link' };
      if (outcome === 'taken') continue;
      hasLinks = false;
    }
    if (yield* tryClaimAndRename(temporary, path, join(request.claimDirectory, claimNameFor(name)))) {
      return { name, guarantee: 'rename' };
    }
  }
  return undefined;
}

/** Program: one attempt to give a file a further name. */
export function* tryLink(existing: string, path: string): FileProgram<'linked' | 'taken' | 'unsupported'> {
  try {
    yield* call.link(existing, path);
    return 'linked';
  } catch (error) {
    const errno = errnoOf(error) ?? '';
    if (LINK_UNSUPPORTED.includes(errno)) return 'unsupported';
    if (errno !== 'EEXIST') throw error;
    return (yield* isSameFile(existing, path)) ? 'linked' : 'taken';
  }
}

/** NFS may repeat a link whose answer was lost, and then answer that the name exists: it is ours. */
function* isSameFile(first: string, second: string): FileProgram<boolean> {
  const one = yield* call.lstat(first);
  if (one.nlink < 2) return false;
  const other = yield* call.lstat(second);
  return one.ino === other.ino && one.dev === other.dev;
}

function* tryClaimAndRename(temporary: string, path: string, claim: string): FileProgram<boolean> {
  let fd: number;
  try {
    fd = yield* createFileExclusive(claim, 0o600);
  } catch (error) {
    // Another process is about to take this name.
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
  yield* attemptCleanUp(call.close(fd));
  try {
    if (yield* isThere(path)) return false;
    yield* call.rename(temporary, path);
    return true;
  } finally {
    yield* attemptCleanUp(call.unlink(claim));
  }
}
