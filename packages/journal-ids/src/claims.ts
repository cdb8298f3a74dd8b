import { join } from 'node:path';
import { call, errnoOf, type FileProgram, isThere, JournalFsError, readRegularFile } from '@opta/journal-fs';
import { MAX_CLAIM_BYTES } from './constants.js';
import { type Claim, type ClaimEnd, claimEndSchema, claimSchema } from './schema.js';

const CLAIM_NAME = /^(\d+)(?:\.done)?\.json$/;

/** What stands under the name of a claim: nothing, a claim, or something that takes the number all the same. */
export type Read<T> =
  | { kind: 'none' }
  | { kind: 'read'; value: T }
  | {
      kind: 'damaged' /** Time of change, milliseconds since the epoch. */;
      changedAt: number;
      reason: string;
    };

export const claimName = (number: number): string => `${number}.json`;
export const claimEndName = (number: number): string => `${number}.done.json`;

/** Program: every number that has a claim. */
export function* listClaims(directory: string): FileProgram<number[]> {
  let names: string[];
  try {
    names = yield* call.readdir(directory);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
  const numbers = names.flatMap((name) => CLAIM_NAME.exec(name)?.[1] ?? []).map(Number);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Program: whether a number has a claim, of whatever kind. */
export function isClaimed(directory: string, number: number): FileProgram<boolean> {
  return isThere(join(directory, claimName(number)));
}

/**
 * Program: the last of the numbers that others claimed one after the other. It looks ever further ahead, so that
 * hundreds of claims cost some ten looks.
 *
 * @param number - The first one that may be claimed.
 * @param limit - None above it is looked at.
 * @returns undefined if that number is not claimed.
 */
export function* lastClaimedFrom(
  directory: string,
  number: number,
  limit: number,
): FileProgram<number | undefined> {
  if (number > limit || !(yield* isClaimed(directory, number))) return undefined;
  let claimed = number;
  let free = limit + 1;
  for (let step = 1; claimed + step < free; step *= 2) {
    if (yield* isClaimed(directory, claimed + step)) claimed += step;
    else free = claimed + step;
  }
  while (claimed + 1 < free) {
    const middle = Math.floor((claimed + free) / 2);
    if (yield* isClaimed(directory, middle)) claimed = middle;
    else free = middle;
  }
  return claimed;
}

/** Program: the claim of a number. */
export function* readClaim(directory: string, number: number): FileProgram<Read<Claim>> {
  const read = yield* readJson(join(directory, claimName(number)), claimSchema);
  return checkNumber(read, number);
}

/** Program: how an allocation ended. */
export function* readClaimEnd(directory: string, number: number): FileProgram<Read<ClaimEnd>> {
  const read = yield* readJson(join(directory, claimEndName(number)), claimEndSchema);
  return checkNumber(read, number);
}

function checkNumber<T extends { number: number }>(read: Read<T>, number: number): Read<T> {
  if (read.kind !== 'read' || read.value.number === number) return read;
  return { kind: 'damaged', changedAt: 0, reason: `it speaks of ${read.value.number}` };
}

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: unknown };
}

function* readJson<T>(path: string, schema: Schema<T>): FileProgram<Read<T>> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = yield* readRegularFile(path, MAX_CLAIM_BYTES);
  } catch (error) {
    const isForeign =
      error instanceof JournalFsError &&
      (error.code === 'JOURNAL_FS_NOT_A_FILE' || error.code === 'JOURNAL_FS_TOO_LARGE');
    if (isForeign) return yield* damaged(path, error.message);
    throw error;
  }
  if (bytes === undefined) return { kind: 'none' };
  const parsed = schema.safeParse(parseJson(bytes));
  return parsed.success
    ? { kind: 'read', value: parsed.data }
    : yield* damaged(path, 'it is not a claim of ours');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    // Text that is no JSON fails the schema like any other wrong value.
    return undefined;
  }
}

function* damaged(path: string, reason: string): FileProgram<Read<never>> {
  const { mtimeNs } = yield* call.lstat(path);
  return { kind: 'damaged', changedAt: Number(mtimeNs / 1_000_000n), reason };
}
