import { join } from 'node:path';
import {
  call,
  createFileExclusive,
  ensureDirectory,
  errnoOf,
  type FileProgram,
  fileModesFor,
  syncDirectory,
} from '@opta/journal-fs';
import { lastClaimedFrom, listClaims } from './claims.js';
import { MAX_CLAIM_RUNS } from './constants.js';
import { JournalIdsError, quote } from './errors.js';
import { runsOf } from './number-runs.js';
import type { NumberRange } from './types.js';

/** In the folder of the claims: an empty file for each claim that follows upon no other. */
const RUNS_DIRECTORY = 'runs';
/** Stands beside them once every claim that was there before them has been looked at. */
const COMPLETE = 'complete';

export interface ClaimRuns {
  /** In rising order; only where they are not recorded, numbers of records without a claim are among them. */
  runs: NumberRange[];
  /** Whether a new process can find the claims without a list of all of them. */
  areRecorded: boolean;
}

/**
 * Program: which numbers are claimed. Claims follow each other, so where each run of them begins is recorded, and its
 * end is found by looking ever further ahead: that costs some ten looks, where a list of the claims costs as much as
 * there are claims.
 */
export function* readClaimRuns(claims: string): FileProgram<ClaimRuns> {
  const names = yield* listRecorded(claims);
  const areRecorded = names.includes(COMPLETE);
  if (!areRecorded || names.length > MAX_CLAIM_RUNS) {
    return { runs: runsOf(yield* listClaims(claims)), areRecorded };
  }
  const firsts = names.flatMap((name) => (/^\d+$/.test(name) ? Number(name) : [])).sort((a, b) => a - b);
  const runs: NumberRange[] = [];
  for (const [index, first] of firsts.entries()) {
    const limit = (firsts[index + 1] ?? Number.MAX_SAFE_INTEGER) - 1;
    const last = yield* lastClaimedFrom(claims, first, limit);
    // None where a process was stopped, or lost the number, after it had recorded that a run begins.
    if (last !== undefined) runs.push([first, last]);
  }
  return { runs, areRecorded };
}

/**
 * Program: records where runs begin, before there is a claim that depends on it: one that no new process finds would not
 * keep it from filling a gap below.
 *
 * @param firsts - The first number of each run.
 * @param options - `areAll`: with these, every run of the folder is recorded.
 */
export function* recordRuns(
  claims: string,
  firsts: readonly number[],
  { areAll }: { areAll: boolean },
): FileProgram<void> {
  const directory = join(claims, RUNS_DIRECTORY);
  yield* ensureDirectory(directory);
  yield* assertFolder(directory);
  const { file: mode } = yield* fileModesFor(claims);
  for (const first of firsts) yield* createEmpty(join(directory, String(first)), mode);
  if (firsts.length > 0) yield* syncDirectory(directory);
  // Not synced: where it is lost the claims are listed once more.
  if (areAll) yield* createEmpty(join(directory, COMPLETE), mode);
}

function* listRecorded(claims: string): FileProgram<string[]> {
  const directory = join(claims, RUNS_DIRECTORY);
  try {
    yield* assertFolder(directory);
    return yield* call.readdir(directory);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Program: nothing is written behind a link that somebody has planted. */
function* assertFolder(directory: string): FileProgram<void> {
  const { kind } = yield* call.lstat(directory);
  if (kind === 'directory') return;
  throw new JournalIdsError(
    'JOURNAL_IDS_FOLDER_UNUSABLE',
    `Cannot use ${quote(directory)} as a folder of the journal: it is a ${kind}. Remove it.`,
    { directory, kind },
  );
}

function* createEmpty(path: string, mode: number): FileProgram<void> {
  let fd: number;
  try {
    fd = yield* createFileExclusive(path, mode);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return;
    throw error;
  }
  yield* call.close(fd);
}
