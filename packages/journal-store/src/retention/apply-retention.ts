import { join } from 'node:path';
import {
  ensureStateDirectory,
  type FileProgram,
  removeStaleTemporaryFiles,
  runProgram,
  syncDirectory,
} from '@opta/journal-fs';
import { attempt } from '../attempt.js';
import { COMPRESSED_ENDING } from '../constants.js';
import { toJournalStoreError } from '../errors.js';
import { isGuide } from '../folders/is-guide.js';
import type { ListingPlace } from '../listing/list-session-logs.js';
import { archiveMonth, ensureArchiveMonth } from './archive-month.js';
import { isLargeShare } from './large-share.js';
import type { RetentionPlace } from './plan-retention.js';
import { isSameFile } from './planned-file.js';
import { readPins } from './read-pins.js';
import { readMark, removeMark, writeMark } from './retention-marks.js';
import type {
  PlannedFile,
  RetentionPlan,
  RetentionResult,
  RetentionUnit,
  SkippedReason,
} from './retention-plan.js';
import {
  copyFile,
  discardCopy,
  type PlacedCopy,
  removeOriginal,
  statOf,
  type TransferRequest,
} from './transfer-file.js';

/** Does what a plan says, one unit after the other, and nothing to what has changed since. */
export async function applyRetention(place: RetentionPlace, plan: RetentionPlan): Promise<RetentionResult> {
  const result: RetentionResult = { done: [], bytes: 0, skipped: [] };
  if (plan.mode === 'off' || plan.units.length === 0) return result;
  const begun = await begin(place.sessions, plan);
  if ('reason' in begun) return { ...result, held: begun };
  const removed = new Set<ListingPlace>();
  for (const unit of plan.units) {
    const folder = unit.folder === 'sessions' ? place.sessions : place.updates;
    const work = new UnitWork(folder, plan.mode, unit);
    const isPinned = unit.files.some(({ fileName }) => begun.pins.has(fileName));
    try {
      const skipped = isPinned ? 'pinned' : await work.run();
      if (skipped !== undefined) result.skipped.push({ fileName: unit.fileName, reason: skipped });
    } catch (error) {
      const told = toJournalStoreError(error, `${plan.mode} logs of`, folder.directory);
      result.skipped.push({ fileName: unit.fileName, reason: 'failed', error: told });
    }
    for (const { fileName, size } of work.done) {
      result.done.push(fileName);
      result.bytes += size;
      removed.add(folder);
    }
  }
  // Without it a power cut may bring originals back, which go again then.
  for (const { fileSystem, directory } of removed) {
    await runProgram(attempt(syncDirectory(directory)), fileSystem.async);
  }
  return result;
}

async function begin(
  { fileSystem, directory }: ListingPlace,
  plan: RetentionPlan,
): Promise<{ pins: ReadonlySet<string> } | NonNullable<RetentionPlan['held']>> {
  const { async } = fileSystem;
  try {
    const held = await runProgram(checkHeld(directory, plan), async);
    if (held !== undefined) return held;
    // First, so that nothing is removed behind a link that has its place.
    const { temporary } = await runProgram(ensureStateDirectory(directory), async);
    if (plan.held === undefined) await runProgram(removeMark(directory, 'seen'), async);
    // What an earlier run has left on its way when it was stopped.
    await runProgram(removeStaleTemporaryFiles(temporary, { now: Date.now() }), async);
    return { pins: await readPins(fileSystem, directory) };
  } catch (error) {
    throw toJournalStoreError(error, 'apply retention in', directory);
  }
}

/** A plan that was held may have been accepted since. One with too large a share is noted for the next day. */
function* checkHeld(directory: string, plan: RetentionPlan): FileProgram<RetentionPlan['held']> {
  const { held, units, plannedAt } = plan;
  if (held === undefined) return undefined;
  if (held.reason === 'clock-behind') return held;
  const accepted = yield* readMark(directory, 'accepted');
  const seen = yield* readMark(directory, 'seen');
  if (accepted !== undefined && !isLargeShare(plan, { accepted, seen })) return undefined;
  if (held.reason === 'not-accepted') return held;
  const until = newestDateOf(units);
  // The first sight counts, unless a clock that was ahead has left it.
  if (seen !== undefined && seen.at <= plannedAt && until <= seen.until) return held;
  yield* writeMark(directory, 'seen', { at: plannedAt, until });
  return held;
}

/** The last day of which a plan takes something. */
export function newestDateOf(units: readonly { date: string }[]): string {
  return (
    units
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? ''
  );
}

/** A file of a unit whose copy is in the archive. */
interface Copy {
  file: PlannedFile;
  request: TransferRequest;
  placed: PlacedCopy;
}

/** One unit on its way. */
class UnitWork {
  readonly done: PlannedFile[] = [];
  readonly #place: ListingPlace;
  readonly #mode: 'archive' | 'delete';
  readonly #unit: RetentionUnit;

  constructor(place: ListingPlace, mode: 'archive' | 'delete', unit: RetentionUnit) {
    this.#place = place;
    this.#mode = mode;
    this.#unit = unit;
  }

  /** @returns why not everything was done; undefined if it was */
  async run(): Promise<SkippedReason | undefined> {
    if (await this.#hasChanged()) return 'changed';
    return this.#mode === 'archive' ? this.#archive() : this.#delete();
  }

  /** The last file must be there: it stands for the others, which have gone where this was stopped before. */
  async #hasChanged(): Promise<boolean> {
    const { files } = this.#unit;
    for (const [index, file] of files.entries()) {
      if (isGuide(file.fileName)) return true;
      const stat = await statOf(this.#place.fileSystem, this.#pathOf(file));
      if (stat !== undefined && !isSameFile(file, stat)) return true;
      if (stat === undefined && (index === files.length - 1 || !(await this.#hasGone(file)))) return true;
    }
    return files.length === 0;
  }

  async #hasGone(file: PlannedFile): Promise<boolean> {
    if (this.#mode === 'delete') return true;
    return (await statOf(this.#place.fileSystem, this.#targetOf(file).path)) !== undefined;
  }

  /** All files or none, as far as they do not change meanwhile; one sync holds for the names of all copies. */
  async #archive(): Promise<SkippedReason | undefined> {
    const { fileSystem, directory } = this.#place;
    const copies: Copy[] = [];
    let skipped = await this.#copyFiles(copies);
    if (skipped === undefined && copies.length > 0) {
      await runProgram(syncDirectory(archiveMonth(directory, this.#month)), fileSystem.async);
    }
    for (const { file, request, placed } of copies) {
      if (skipped !== undefined) {
        await discardCopy(request, placed);
        continue;
      }
      await this.#syncBeforeLast(file);
      if (await removeOriginal(request, placed)) this.done.push(file);
      else skipped = 'changed';
    }
    return skipped;
  }

  /** @returns why one of them was not copied; undefined if all were */
  async #copyFiles(copies: Copy[]): Promise<SkippedReason | undefined> {
    const { fileSystem, directory } = this.#place;
    const { temporary } = await runProgram(ensureStateDirectory(directory), fileSystem.async);
    await runProgram(ensureArchiveMonth(directory, this.#month), fileSystem.async);
    for (const file of this.#unit.files) {
      const from = { path: this.#pathOf(file), isCompressed: false };
      // It went before an earlier run was stopped.
      if ((await statOf(fileSystem, from.path)) === undefined) continue;
      const request: TransferRequest = {
        fileSystem,
        from,
        to: this.#targetOf(file),
        temporaryDirectory: temporary,
        isUnchanged: (stat) => isSameFile(file, stat),
      };
      const placed = await copyFile(request);
      if (typeof placed === 'string') return placed;
      copies.push({ file, request, placed });
    }
    return undefined;
  }

  async #delete(): Promise<SkippedReason | undefined> {
    const { fileSystem } = this.#place;
    for (const file of this.#unit.files) {
      const path = this.#pathOf(file);
      const stat = await statOf(fileSystem, path);
      if (stat === undefined) continue;
      if (!isSameFile(file, stat)) return 'changed';
      await this.#syncBeforeLast(file);
      await fileSystem.async.unlink(path);
      this.done.push(file);
    }
    return undefined;
  }

  /** The log that stands for the others must not go before them, not even in a power cut. */
  async #syncBeforeLast(file: PlannedFile): Promise<void> {
    const { fileSystem, directory } = this.#place;
    if (this.done.length === 0 || file !== this.#unit.files.at(-1)) return;
    await runProgram(syncDirectory(directory), fileSystem.async);
  }

  get #month(): string {
    return this.#unit.date.slice(0, 'YYYY-MM'.length);
  }

  #targetOf({ fileName }: PlannedFile): { path: string; isCompressed: boolean } {
    const isCompressed = fileName.endsWith('.jsonl');
    const name = isCompressed ? `${fileName}${COMPRESSED_ENDING}` : fileName;
    return { path: join(archiveMonth(this.#place.directory, this.#month), name), isCompressed };
  }

  #pathOf({ fileName }: PlannedFile): string {
    return join(this.#place.directory, fileName);
  }
}
