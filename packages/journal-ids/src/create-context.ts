import { join, resolve } from 'node:path';
import { type FileSystem, STATE_DIRECTORY } from '@opta/journal-fs';
import { type AllocatorContext, ownTemporaryPath } from './allocator-context.js';
import { DEFAULT_SERIES } from './default-series.js';
import { defineSeries } from './define-series.js';
import { JournalIdsError, quote } from './errors.js';
import { Turns } from './turns.js';
import type { SeriesDefinition } from './types.js';

export interface FileAllocatorOptions {
  /** The update folder. It is created at the first allocation (0700), not before. */
  directory: string;
  /** Default: standard 1 to 199, promotion 200 to 999. */
  series?: SeriesDefinition;
  /** Default: the disk of this machine. */
  fileSystem?: FileSystem;
  /** Milliseconds since the epoch. Default: `Date.now`. */
  clock?: () => number;
  /** In which the dates of file names are meant. Default: the system's. */
  timeZone?: string;
  /** Mode of claims and last-numbers.txt. Default: 0600, in a group-writable folder 0660. */
  fileMode?: number;
}

/**
 * Checks the options of an allocator and fills in the defaults.
 *
 * @throws {JOURNAL_IDS_OPTIONS_INVALID} or {JOURNAL_IDS_SERIES_INVALID} with all mistakes.
 */
export function createContext(options: FileAllocatorOptions): AllocatorContext {
  const problems = optionProblems(options);
  if (problems.length > 0) {
    throw new JournalIdsError(
      'JOURNAL_IDS_OPTIONS_INVALID',
      `Cannot create an allocator:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
      { problems },
    );
  }
  const directory = resolve(options.directory);
  const state = join(directory, STATE_DIRECTORY);
  return {
    directory,
    claims: join(state, 'claims'),
    temporary: join(state, 'tmp'),
    ownTemporary: ownTemporaryPath(directory),
    series: defineSeries(options.series ?? DEFAULT_SERIES),
    // Asked for only where a log has no claim: the system takes ten milliseconds for it the first time.
    get timeZone() {
      return options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    },
    clock: options.clock ?? Date.now,
    fileMode: options.fileMode,
    turns: new Turns(),
    isWeaker: false,
    knownMode: undefined,
    healProblem: undefined,
  };
}

function optionProblems({ directory, timeZone, fileMode, clock }: FileAllocatorOptions): string[] {
  const problems: string[] = [];
  if (typeof directory !== 'string' || directory === '' || directory.includes('\0')) {
    problems.push(`directory: ${quote(directory)} is no path of a folder`);
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    problems.push(`timeZone: ${quote(timeZone)} is not known; use an IANA name such as "Australia/Sydney"`);
  }
  if (fileMode !== undefined && !(Number.isInteger(fileMode) && fileMode >= 0o400 && fileMode <= 0o777)) {
    problems.push(`fileMode: ${quote(fileMode)} is no mode; use a number such as 0o640`);
  }
  if (clock !== undefined && typeof clock !== 'function') problems.push('clock: must be a function');
  return problems;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    // Intl throws a RangeError for a name that it does not know, and nothing else.
    return false;
  }
}
