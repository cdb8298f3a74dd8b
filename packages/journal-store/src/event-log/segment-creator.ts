import { join } from 'node:path';
import {
  call,
  createPreparedFile,
  type FileProgram,
  type FileSystem,
  isForOthers,
  OPEN_FLAGS,
  runProgram,
  runProgramSync,
  STATE_DIRECTORY,
  syncDirectory,
} from '@opta/journal-fs';
import { reopenFile } from './reopen-file.js';
import { ensureSamePlace, type Place } from './same-place.js';
import { SegmentFile } from './segment-file.js';
import { statIfThere } from './stat-if-there.js';
import { unlessTaken } from './unless-taken.js';

export interface SegmentCreatorOptions {
  fileSystem: FileSystem;
  directory: string;
  /** Where the folder was when the event log was opened. */
  place: Place;
  /** Name of the file of a segment. */
  nameOf(segment: number): string;
  mode: number;
}

export interface CreatedSegment {
  file: SegmentFile;
  /** Why its name may not survive a power cut. */
  syncError?: unknown;
}

/** Creates the files of further segments; without waiting also while that is under way. */
export class SegmentCreator {
  readonly #options: SegmentCreatorOptions;
  #isUnderWay = false;
  /** The segment whose file an asynchronous call is creating or has created: what is found there is ours. */
  #opening: number | undefined;

  constructor(options: SegmentCreatorOptions) {
    this.#options = options;
  }

  /** Whether an asynchronous creation has not come to its end. */
  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  pathOf(segment: number): string {
    return join(this.#options.directory, this.#options.nameOf(segment));
  }

  /** @returns undefined if the name is taken */
  async create(segment: number): Promise<CreatedSegment | undefined> {
    const { async } = this.#options.fileSystem;
    this.#isUnderWay = true;
    try {
      await runProgram(ensureSamePlace(this.#options.place), async);
      // What is there now is not ours.
      if ((await runProgram(statIfThere(this.pathOf(segment)), async)) !== undefined) return undefined;
      this.#opening = segment;
      return await runProgram(this.#create(segment), async);
    } finally {
      this.#opening = undefined;
      this.#isUnderWay = false;
    }
  }

  /** @returns undefined if the name is taken by something that `create` has not made */
  createSync(segment: number): CreatedSegment | undefined {
    const { sync } = this.#options.fileSystem;
    runProgramSync(ensureSamePlace(this.#options.place), sync);
    const created = runProgramSync(this.#create(segment), sync);
    if (created !== undefined || this.#opening !== segment) return created;
    const fd = runProgramSync(
      reopenFile(this.pathOf(segment), ({ size }) => size === 0),
      sync,
    );
    return fd === undefined ? undefined : { file: this.#fileOf(segment, fd) };
  }

  *#create(segment: number): FileProgram<CreatedSegment | undefined> {
    const { directory } = this.#options;
    // Nothing after this may remove the file again after a failure: closeSync may be writing to it already.
    const fd = (yield* this.#createPrepared(segment)) ?? (yield* unlessTaken(this.#createInPlace(segment)));
    if (fd === undefined) return undefined;
    const file = this.#fileOf(segment, fd);
    try {
      yield* syncDirectory(directory);
      return { file };
    } catch (syncError) {
      return { file, syncError };
    }
  }

  /** @returns undefined where that is not possible, whatever the reason */
  *#createPrepared(segment: number): FileProgram<number | undefined> {
    const { directory, mode } = this.#options;
    // A file that nobody else may read can do without.
    if (!isForOthers(mode)) return undefined;
    try {
      return yield* createPreparedFile(this.pathOf(segment), mode, join(directory, STATE_DIRECTORY, 'tmp'));
    } catch {
      // If it does not work without `.opta-journal` either, that has a reason of its own.
      return undefined;
    }
  }

  *#createInPlace(segment: number): FileProgram<number> {
    const { mode } = this.#options;
    const fd = yield* call.open(this.pathOf(segment), OPEN_FLAGS.createExclusive, mode);
    try {
      yield* call.fchmod(fd, mode);
    } catch {
      // The umask can only have made it stricter.
    }
    return fd;
  }

  #fileOf(segment: number, fd: number): SegmentFile {
    const { fileSystem } = this.#options;
    return new SegmentFile({ fileSystem, path: this.pathOf(segment), segment, fd, size: 0 });
  }
}
