import { join } from 'node:path';
import { assertFileName } from './assert-file-name.js';
import { attemptCleanUp } from './attempt-clean-up.js';
import { call } from './call.js';
import { createWholeFile } from './create-whole-file.js';
import { errnoOf } from './errno-of.js';
import { toJournalFsError } from './errors.js';
import { fileModesFor } from './file-modes-for.js';
import { temporaryName, tryLink } from './place-file.js';
import { syncDirectory } from './sync-directory.js';
import type { FileProgram } from './types.js';

export interface ClaimFileOptions {
  /** An existing folder. */
  directory: string;
  /** What is claimed, as a file name: for a number, the number alone. */
  name: string;
  /** What the claim says. */
  content: Uint8Array | string;
  /** An existing folder on the same disk in which the claim is prepared. */
  temporaryDirectory: string;
  /** Mode of the claim; else `fileModesFor` the folder decides. */
  mode?: number;
  /** Sync claim and folder. Default: true. */
  sync?: boolean;
  /**
   * Called where the file system has no hard links. The claim is then created exclusively in place: as
   * exclusive as before, but others may see it empty for a moment, or for ever after a crash.
   */
  onWeakerGuarantee?: () => void;
}

/**
 * Program: claims a name. Of any number of processes exactly one gets `true`; the claim's content appears
 * together with its name.
 *
 * @returns true if the claim is ours, false if the name is taken (by whatever it is).
 * @throws {JOURNAL_FS_NAME_INVALID} when the name is not one plain name.
 * @throws {JOURNAL_FS_IO} when the system refuses. If only the sync of the folder failed, `facts.claimed` is
 *   true: the name is taken.
 */
export function* claimFile(options: ClaimFileOptions): FileProgram<boolean> {
  const { directory, name, content, temporaryDirectory, sync: isSynced = true } = options;
  assertFileName(name);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const path = join(directory, name);
  let isClaimed = false;
  try {
    const mode = options.mode ?? (yield* fileModesFor(directory)).file;
    const temporary = join(temporaryDirectory, temporaryName());
    yield* createWholeFile(temporary, bytes, { mode, isSynced });
    let outcome: 'linked' | 'taken' | 'unsupported';
    try {
      outcome = yield* tryLink(temporary, path);
    } finally {
      yield* attemptCleanUp(call.unlink(temporary));
    }
    if (outcome === 'taken') return false;
    if (outcome === 'unsupported') {
      options.onWeakerGuarantee?.();
      if (!(yield* createInPlace(path, bytes, { mode, isSynced }))) return false;
    }
    isClaimed = true;
    if (isSynced) yield* syncDirectory(directory);
    return true;
  } catch (error) {
    throw toJournalFsError(error, 'claim', path, isClaimed ? { claimed: true } : {});
  }
}

function* createInPlace(
  path: string,
  bytes: Uint8Array,
  options: { mode: number; isSynced: boolean },
): FileProgram<boolean> {
  try {
    yield* createWholeFile(path, bytes, options);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}
