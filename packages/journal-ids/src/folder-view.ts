import { join } from 'node:path';
import { call, errnoOf, type FileProgram, JournalFsError, readRegularFile } from '@opta/journal-fs';
import { type ClaimRuns, readClaimRuns } from './claim-runs.js';
import {
  COARSE_TIME_SETTLED_MS,
  FINE_TIME_SETTLED_MS,
  LARGE_FOLDER_LOGS,
  LAST_NUMBERS_FILE,
  MAX_CLAIM_RUNS,
  MAX_LAST_NUMBERS_BYTES,
  MAX_REMEMBERED_TIMES,
} from './constants.js';
import { JournalIdsError, quote } from './errors.js';
import { type ParsedLastNumbers, parseLastNumbers } from './last-numbers.js';
import { NumberRuns, runsOf } from './number-runs.js';
import { isPlainName, leadingNumber, parseNumberedName } from './parse-numbered-name.js';
import type { NumberRange } from './types.js';

const NO_LAST_NUMBERS: ParsedLastNumbers = { entries: [], garbageLines: [], hasConflict: false };

/**
 * What one process knows about the numbers of an update folder. Numbers are only ever added: one that was seen
 * once is never given again, even if its file goes.
 */
export class FolderView {
  private readonly taken = new NumberRuns();
  /** As they were read last, whatever they are. */
  private names: readonly string[] = [];
  private lastNumbersRead = NO_LAST_NUMBERS;
  private claimRuns: ClaimRuns | undefined;
  /** Of the claims that this process made last. */
  private readonly times = new Map<number, number>();
  private modeSeen: number | undefined;
  private seen: { mtimeNs: bigint; ino: bigint; dev: bigint; isSettled: boolean } | undefined;

  constructor(
    readonly directory: string,
    readonly claims: string,
  ) {}

  /** What last-numbers.txt said when it was read last. */
  get lastNumbers(): ParsedLastNumbers {
    return this.lastNumbersRead;
  }

  /** Whether reading the folder takes so long that nobody should wait for it. */
  get isLarge(): boolean {
    return this.names.length >= LARGE_FOLDER_LOGS;
  }

  /** Mode of the folder when it was looked at last. */
  get folderMode(): number | undefined {
    return this.modeSeen;
  }

  /** Milliseconds since the epoch; undefined for a claim that is not among the last ones of this process. */
  timeOf(number: number): number | undefined {
    return this.times.get(number);
  }

  /** Remembers the time of a claim of this process. */
  rememberTime(number: number, claimedAt: number): void {
    this.times.set(number, claimedAt);
    for (const oldest of this.times.keys()) {
      if (this.times.size <= MAX_REMEMBERED_TIMES) break;
      this.times.delete(oldest);
    }
  }

  /** Runs of claims that a process has still to record, so that the next one finds them; undefined if it need not. */
  get unrecordedRuns(): readonly NumberRange[] | undefined {
    const { runs = [], areRecorded } = this.claimRuns ?? {};
    return areRecorded === false && runs.length <= MAX_CLAIM_RUNS ? runs : undefined;
  }

  /** Says that the runs of claims are recorded now. */
  noteRecorded(): void {
    if (this.claimRuns !== undefined) this.claimRuns = { ...this.claimRuns, areRecorded: true };
  }

  /** Remembers that a number is taken. */
  add(number: number): void {
    this.taken.add(number);
  }

  /** The highest number that is taken in a range. */
  highestIn(range: NumberRange): number | undefined {
    return this.taken.highestIn(range);
  }

  /** The lowest taken number above another one. */
  nextAfter(number: number): number | undefined {
    return this.taken.nextAfter(number);
  }

  /** The file that bears a number; where several do, the one with the latest date. */
  nameOf(number: number): string | undefined {
    let found: string | undefined;
    // Seldom asked for, and an index of a hundred thousand names takes as long as reading them.
    for (const name of this.names.filter((one) => (leadingNumber(one) ?? number) === number)) {
      if (numberIn(name) === number && (found === undefined || dateIn(name) > dateIn(found))) found = name;
    }
    return found;
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
    this.modeSeen = stat.mode;
    if (this.claimRuns === undefined) {
      this.claimRuns = yield* readClaimRuns(this.claims);
      this.taken.addRuns(this.claimRuns.runs);
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
    this.names = yield* call.readdir(this.directory);
    const { lastNumbers } = yield* readLastNumbers(this.directory);
    this.lastNumbersRead = lastNumbers;
    const numbers = lastNumbers.entries.map(({ number }) => number);
    // In a new process a filter over all names is compiled sooner than a loop over them: 6 ms for 100,000, and 9.
    for (const name of this.names.filter((one) => !this.isKnown(one))) {
      const number = numberIn(name);
      if (number !== undefined) numbers.push(number);
    }
    this.taken.addRuns(runsOf(numbers));
  }

  /** Whether a name tells nothing new. Most do not: their numbers have claims, or were read before. */
  private isKnown(name: string): boolean {
    const shown = leadingNumber(name);
    return shown !== undefined && this.taken.has(shown);
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

function numberIn(name: string): number | undefined {
  return isPlainName(name) ? Number.parseInt(name, 10) : parseNumberedName(name)?.number;
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
