import { join } from 'node:path';
import { call, errnoOf, type FileProgram, JournalFsError, readRegularFile } from '@opta/journal-fs';
import { listClaims } from './claims.js';
import {
  COARSE_TIME_SETTLED_MS,
  FINE_TIME_SETTLED_MS,
  LAST_NUMBERS_FILE,
  MAX_LAST_NUMBERS_BYTES,
} from './constants.js';
import { JournalIdsError, quote } from './errors.js';
import { type ParsedLastNumbers, parseLastNumbers } from './last-numbers.js';
import { parseNumberedName } from './parse-numbered-name.js';
import type { NumberRange } from './types.js';

const NO_LAST_NUMBERS: ParsedLastNumbers = { entries: [], garbageLines: [], hasConflict: false };

/**
 * What one process knows about the numbers of an update folder. Numbers are only ever added: one that was seen
 * once is never given again, even if its file goes.
 */
export class FolderView {
  /** In rising order. */
  private taken: number[] = [];
  private readonly known = new Set<number>();
  private names = new Map<number, string>();
  private lastNumbersRead = NO_LAST_NUMBERS;
  private areClaimsRead = false;
  private seen: { mtimeNs: bigint; ino: bigint; dev: bigint; isSettled: boolean } | undefined;

  constructor(
    readonly directory: string,
    readonly claims: string,
  ) {}

  /** What last-numbers.txt said when it was read last. */
  get lastNumbers(): ParsedLastNumbers {
    return this.lastNumbersRead;
  }

  /** Remembers that a number is taken. */
  add(number: number): void {
    if (this.known.has(number)) return;
    this.known.add(number);
    this.taken.splice(this.countUpTo(number), 0, number);
  }

  /** The highest number that is taken in a range. */
  highestIn([from, to]: NumberRange): number | undefined {
    const highest = this.taken[this.countUpTo(to) - 1];
    return highest === undefined || highest < from ? undefined : highest;
  }

  /** The lowest taken number above another one. */
  nextAfter(number: number): number | undefined {
    return this.taken[this.countUpTo(number)];
  }

  /** The file that bears a number; where several do, the one with the latest date. */
  nameOf(number: number): string | undefined {
    return this.names.get(number);
  }

  /**
   * Program: looks at the folder's time of change, and reads the folder again if it is another one, or too
   * fresh to tell a later change from the one that was seen. Claims of other processes are not read again:
   * whoever claims steps over them.
   */
  *refresh(): FileProgram<void> {
    // Before the names are read, so that what comes after is noticed by the next look.
    const stat = yield* statIfThere(this.directory);
    if (stat === undefined) return;
    if (stat.kind !== 'directory') throw notAFolder(this.directory);
    if (!this.areClaimsRead) {
      this.addAll(yield* listClaims(this.claims));
      this.areClaimsRead = true;
    }
    const { seen } = this;
    const isSame = seen?.mtimeNs === stat.mtimeNs && seen.ino === stat.ino && seen.dev === stat.dev;
    if (isSame && seen?.isSettled === true) return;
    // The real clock, not the injected one: it is compared with the stamps of the real disk.
    const isSettled = Date.now() - Number(stat.mtimeNs / 1_000_000n) > settleTimeMs(stat.mtimeNs);
    yield* this.readFolder();
    this.seen = { mtimeNs: stat.mtimeNs, ino: stat.ino, dev: stat.dev, isSettled };
  }

  private *readFolder(): FileProgram<void> {
    const names = new Map<number, string>();
    for (const name of yield* call.readdir(this.directory)) {
      const parsed = parseNumberedName(name);
      if (parsed === undefined) continue;
      const other = names.get(parsed.number);
      if (other === undefined || dateIn(name) > dateIn(other)) names.set(parsed.number, name);
    }
    this.names = names;
    const { lastNumbers } = yield* readLastNumbers(this.directory);
    this.lastNumbersRead = lastNumbers;
    this.addAll([...names.keys(), ...lastNumbers.entries.map(({ number }) => number)]);
  }

  private addAll(numbers: readonly number[]): void {
    const added = numbers.filter((number) => !this.known.has(number));
    // Sorting once is cheaper than many insertions.
    if (added.length < 16) {
      for (const number of added) this.add(number);
      return;
    }
    for (const number of added) this.known.add(number);
    this.taken = [...this.known].sort((a, b) => a - b);
  }

  /** How many of the taken numbers are not above a number. */
  private countUpTo(number: number): number {
    let low = 0;
    let high = this.taken.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.taken[middle] ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Program: reads last-numbers.txt. What cannot be read says nothing and is a problem to be reported: the claims
 * are the truth.
 */
export function* readLastNumbers(
  directory: string,
): FileProgram<{ lastNumbers: ParsedLastNumbers; text?: string; problem?: string }> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = yield* readRegularFile(join(directory, LAST_NUMBERS_FILE), MAX_LAST_NUMBERS_BYTES);
  } catch (error) {
    const isForeign =
      error instanceof JournalFsError &&
      (error.code === 'JOURNAL_FS_NOT_A_FILE' || error.code === 'JOURNAL_FS_TOO_LARGE');
    if (isForeign) return { lastNumbers: NO_LAST_NUMBERS, problem: error.message };
    throw error;
  }
  if (bytes === undefined) return { lastNumbers: NO_LAST_NUMBERS };
  const text = Buffer.from(bytes).toString('utf8');
  return { lastNumbers: parseLastNumbers(text), text };
}

function dateIn(name: string): string {
  return parseNumberedName(name)?.date ?? '';
}

function settleTimeMs(mtimeNs: bigint): number {
  return mtimeNs % 1_000_000_000n === 0n ? COARSE_TIME_SETTLED_MS : FINE_TIME_SETTLED_MS;
}

function* statIfThere(path: string) {
  try {
    return yield* call.stat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function notAFolder(directory: string): JournalIdsError {
  return new JournalIdsError(
    'JOURNAL_IDS_FOLDER_UNUSABLE',
    `Cannot use ${quote(directory)} as the update folder: it is not a folder. Move it away or name another folder.`,
    { directory },
  );
}
