import { errnoOf, type FileProgram, JournalFsError, nodeFileSystem, runProgram } from '@opta/journal-fs';
import { type AllocatorContext, prepareFolders, removeOwnTemporary } from './allocator-context.js';
import { type ClaimedNumber, claimNumber, findNext } from './claim-number.js';
import { claimEndName, claimName } from './claims.js';
import { MAX_REASON_CHARACTERS, MAX_TIME_MS, READ_AHEAD_MS } from './constants.js';
import { createContext, type FileAllocatorOptions } from './create-context.js';
import { endAllocation, toFolderError } from './end-allocation.js';
import { JournalIdsError, quote } from './errors.js';
import { FolderView } from './folder-view.js';
import { formatId } from './format-id.js';
import { inspectSeries } from './inspect-series.js';
import type { LastNumber } from './last-numbers.js';
import { parseNumberedName } from './parse-numbered-name.js';
import { resolveRequest } from './resolve-request.js';
import type { ClaimEnd } from './schema.js';
import { syncsOf } from './syncs-of.js';
import type { Allocation, AllocationRequest, Allocator, SeriesState } from './types.js';
import { findMissing, updateLastNumbers } from './update-last-numbers.js';

/**
 * Gives the numbers of the update logs in a folder. Any number of processes may do so at once, also in the same
 * folder as programs that do not use this package: a number is given once, and never again.
 *
 * @param options - The folder and what differs from the defaults.
 * @returns An allocator. Nothing is created or read before it is used.
 * @throws {JOURNAL_IDS_OPTIONS_INVALID} or {JOURNAL_IDS_SERIES_INVALID} with all mistakes.
 * @remarks Its promises reject with `JOURNAL_IDS_SERIES_UNKNOWN`, `JOURNAL_IDS_RANGE_INVALID`,
 *   `JOURNAL_IDS_SERIES_FULL`, `JOURNAL_IDS_FOLDER_UNUSABLE` and `JOURNAL_IDS_CLOSED`. A program that knows
 *   nothing of claims can still take a number that was claimed and not yet published; `inspect` shows that.
 *
 * @example
 * ```ts
 * import { createFileAllocator } from '@opta/journal-ids';
 *
 * const allocator = createFileAllocator({ directory: 'updates' });
 * const allocation = await allocator.allocate('standard');
 * console.log(allocation.id); // 001
 * // … publish updates/001_2026-02-24_first.md, then:
 * await allocation.complete('001_2026-02-24_first.md');
 * await allocator.close();
 * ```
 */
export function createFileAllocator(options: FileAllocatorOptions): Allocator {
  const context = createContext(options);
  const { async: fileSystem } = options.fileSystem ?? nodeFileSystem;
  const view = new FolderView(context.directory, context.claims);
  const numbers = createQueue();
  const records = createQueue();
  const syncing = new Set<Promise<void>>();
  let isHealed = false;
  let isClosed = false;
  let readingAhead: NodeJS.Timeout | undefined;

  async function run<T>(doing: string, program: FileProgram<T>): Promise<T> {
    try {
      return await runProgram(program, fileSystem);
    } catch (error) {
      throw toFolderError(error, doing, context.directory);
    }
  }

  function* claim(request: AllocationRequest, now: number | undefined): FileProgram<ClaimedNumber> {
    const resolved = resolveRequest(request, context.series);
    const missing = isHealed ? [] : yield* findBehind(context, view);
    const claimed = yield* claimNumber(context, view, resolved, () => checkTime(now ?? context.clock()));
    // Only now: what stands in the file may be all that tells the time of the last claim.
    if (!isHealed) yield* heal(context, view, missing);
    isHealed = true;
    return claimed;
  }

  async function sync(doing: string, names: readonly string[]): Promise<void> {
    const syncs = syncsOf(context.claims, names).map((program) => run(doing, program));
    for (const result of await Promise.allSettled(syncs)) {
      if (result.status === 'rejected') throw result.reason;
    }
  }

  async function end(claimed: ClaimedNumber, record: ClaimEnd, isSynced: boolean): Promise<void> {
    const { series, number, uid } = claimed;
    const doing = `record number ${number}`;
    await run(doing, endAllocation(context, view.folderMode, record));
    const names = [...(isSynced ? [] : [claimName(number)]), claimEndName(number)];
    const fileName = record.state === 'completed' ? record.fileName : '-';
    const wanted = [{ series, number, uid, fileName }];
    const [synced, written] = await Promise.allSettled([
      sync(doing, names),
      run('record the last numbers', updateLastNumbers(context, view, wanted)),
    ]);
    if (synced.status === 'rejected') throw synced.reason;
    if (written.status === 'fulfilled') return;
    const cause = written.reason as Error;
    throw new JournalIdsError(
      'JOURNAL_IDS_LAST_NUMBERS_FAILED',
      `Number ${number} is recorded as ${record.state}, but: ${cause.message}`,
      { number, directory: context.directory },
      { cause },
    );
  }

  /** Reads a large folder again after a log of ours, so that the next claim need not. */
  function readAhead(): void {
    clearTimeout(readingAhead);
    if (isClosed || !view.isLarge) return;
    readingAhead = setTimeout(() => {
      // The next claim meets what is in the way, and tells it.
      numbers(() => run('look at the folder', view.refresh())).catch(() => undefined);
    }, READ_AHEAD_MS).unref();
  }

  return {
    series: context.series,
    async allocate(request, { now, durable = 'given' } = {}) {
      if (isClosed) throw closed('allocate a number');
      if (now !== undefined) checkTime(now);
      const claimed = await numbers(() => run('allocate a number', claim(request, now)));
      const isSynced = durable !== 'ended';
      // Outside the queue: the next one need not wait for the disk.
      if (isSynced) await track(syncing, sync('sync the claim of a number', [claimName(claimed.number)]));
      return toAllocation(claimed, context.clock, (record) =>
        records(() => end(claimed, record, isSynced).finally(readAhead)),
      );
    },
    async peek(request) {
      if (isClosed) throw closed('look at the next number');
      const resolved = resolveRequest(request, context.series);
      const number = await numbers(() => run('look at the next number', findNext(context, view, resolved)));
      return { id: formatId(number), number };
    },
    inspect(): Promise<SeriesState[]> {
      return run('inspect the series', inspectSeries(context));
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearTimeout(readingAhead);
      await numbers(async () => {});
      await Promise.allSettled(syncing);
      await records(async () => {});
      await run('close the allocator', removeOwnTemporary(context));
    },
  };
}

/** Runs tasks one after the other; a failed one does not stop the next. */
function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = tail.then(task, task);
    tail = result.catch(() => undefined);
    return result;
  };
}

/** Keeps a promise in a set for as long as it is under way. */
function track(set: Set<Promise<void>>, promise: Promise<void>): Promise<void> {
  const tracked = promise.finally(() => set.delete(tracked));
  set.add(tracked);
  return tracked;
}

/** Program: what last-numbers.txt does not name yet. */
function* findBehind(context: AllocatorContext, view: FolderView): FileProgram<LastNumber[]> {
  yield* prepareFolders(context);
  yield* view.refresh();
  return yield* findMissing(context, view);
}

/** Program: heals last-numbers.txt. That it cannot be written is no reason to give no number. */
function* heal(
  context: AllocatorContext,
  view: FolderView,
  missing: readonly LastNumber[],
): FileProgram<void> {
  if (missing.length === 0) return;
  try {
    yield* updateLastNumbers(context, view, missing);
  } catch (error) {
    const isExpected = error instanceof JournalFsError || error instanceof JournalIdsError;
    if (errnoOf(error) === undefined && !isExpected) throw error;
    context.healProblem = (error as Error).message;
  }
}

function toAllocation(
  { number, series, uid, claimedAt }: ClaimedNumber,
  clock: () => number,
  end: (record: ClaimEnd) => Promise<void>,
): Allocation {
  const endedAt = () => new Date(checkTime(clock())).toISOString();
  return {
    id: formatId(number),
    number,
    series,
    uid,
    claimedAt,
    async complete(fileName) {
      assertBearsNumber(fileName, number);
      await end({ number, state: 'completed', fileName, endedAt: endedAt() });
    },
    async abandon(reason) {
      const kept = String(reason).slice(0, MAX_REASON_CHARACTERS);
      await end({ number, state: 'abandoned', reason: kept, endedAt: endedAt() });
    },
  };
}

function assertBearsNumber(fileName: string, number: number): void {
  const isPlain = typeof fileName === 'string' && !/[/\\\p{Cc}]/u.test(fileName);
  if (isPlain && parseNumberedName(fileName)?.number === number) return;
  throw new JournalIdsError(
    'JOURNAL_IDS_FILE_NAME_INVALID',
    `Cannot complete number ${number} with ${quote(fileName)}: the name must be plain and begin with ${quote(`${formatId(number)}_`)}.`,
    { number, fileName },
  );
}

/** A time in whole milliseconds that a uid can carry. */
function checkTime(epochMs: number): number {
  const whole = Math.trunc(epochMs);
  if (whole >= 0 && whole <= MAX_TIME_MS) return whole;
  throw new JournalIdsError(
    'JOURNAL_IDS_OPTIONS_INVALID',
    `Cannot use ${quote(epochMs)} as the time of a number: give milliseconds since 1970.`,
    { now: epochMs },
  );
}

function closed(doing: string): JournalIdsError {
  return new JournalIdsError('JOURNAL_IDS_CLOSED', `Cannot ${doing}: the allocator was closed.`);
}
