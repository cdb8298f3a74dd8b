import {
  call,
  errnoOf,
  type FileProgram,
  type FileSystem,
  runProgram,
  runProgramSync,
} from '@opta/journal-fs';
import { SYNC_UNSUPPORTED } from '../constants.js';
import { quote } from '../errors.js';
import type { Batch } from './line-queue.js';
import { wholeBytes } from './lost-lines.js';
import { reopenFile } from './reopen-file.js';
import { whyGone } from './why-gone.js';

export interface SegmentFileOptions {
  fileSystem: FileSystem;
  path: string;
  /** Number of the segment, from 1. */
  segment: number;
  fd: number;
  /** Bytes that are in the file already. */
  size: number;
}

/**
 * The open file of a segment. Every batch has its own place in it, so a write that was cut short goes on where
 * it ended, and one that is repeated writes the same bytes again.
 *
 * It may be closed while calls run in other threads. Its number is then kept until these have ended: the next file
 * that this process opens could get it, and a call would write into that one.
 */
export class SegmentFile {
  readonly segment: number;
  /** A sync failed, so that no later one means anything. */
  isTainted = false;
  /** It does not bear its name any more, so that what goes to it is lost. */
  isGone = false;
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  #fd: number;
  /** Known from the first look on. */
  #inode: bigint | undefined;
  #size: number;
  /** Calls that run in other threads. */
  #callsUnderWay = 0;
  #isWriting = false;
  #isClosed = false;
  #canSync = true;
  /** Length that the file gets when the call under way has ended. */
  #cutAt: number | undefined;

  constructor(options: SegmentFileOptions) {
    this.segment = options.segment;
    this.#fileSystem = options.fileSystem;
    this.#path = options.path;
    this.#fd = options.fd;
    this.#size = options.size;
  }

  /**
   * @returns false if the file was closed meanwhile; whoever closed it has written the batch
   * @throws the system's own error; `batch.written` says how far it came
   */
  async write(batch: Batch): Promise<boolean> {
    const position = this.#placeOf(batch);
    const { length } = batch;
    while (batch.written < length) {
      const from = batch.written;
      const count = await this.#run(this.#writePart(batch, position));
      if (this.#isClosed) return false;
      batch.written = from + this.#progress(count);
    }
    this.#size = position + length;
    return true;
  }

  /** From the first byte, because a write of it may be under way: the same bytes at the same place. */
  writeSync(batch: Batch): void {
    const position = this.#placeOf(batch);
    const { buffer, length } = batch;
    for (let done = 0; done < length; ) {
      const count = this.#fileSystem.sync.write(this.#fd, buffer, done, length - done, position + done);
      done += this.#progress(count);
      batch.written = Math.max(batch.written, done);
    }
    this.#size = position + length;
  }

  /** Whether a call in another thread is bringing a batch into the file. */
  get isWriting(): boolean {
    return this.#isWriting;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Bytes in the file, what a write that was cut short has left not counted. */
  get size(): number {
    return this.#size;
  }

  /** Why the file is not the one of its name any more; undefined if it is, or cannot be looked at. */
  async findOutWhyGone(): Promise<string | undefined> {
    try {
      return await this.#run(runProgram(this.#look(), this.#fileSystem.async));
    } catch {
      return undefined;
    }
  }

  /**
   * After a failure that may be one of the open file only: its disk was taken away and is back. Where the file
   * cannot be opened yet, nothing happens.
   */
  async reopen(): Promise<void> {
    const inode = this.#inode;
    if (inode === undefined) return;
    const program = reopenFile(this.#path, ({ ino }) => ino === inode);
    let fd: number | undefined;
    try {
      fd = await this.#run(runProgram(program, this.#fileSystem.async));
    } catch {
      // The next attempt to write tells.
      return;
    }
    if (fd === undefined) return;
    const old = this.#isClosed ? fd : this.#fd;
    if (!this.#isClosed) this.#fd = fd;
    await this.#fileSystem.async.close(old).catch(() => undefined);
  }

  findOutWhyGoneSync(): string | undefined {
    try {
      return runProgramSync(this.#look(), this.#fileSystem.sync);
    } catch {
      return undefined;
    }
  }

  /** @throws the system's own error, which is final */
  async sync(): Promise<void> {
    if (!this.#canSync) return;
    try {
      await this.#run(this.#fileSystem.async.fdatasync(this.#fd));
    } catch (error) {
      this.#syncFailed(error);
    }
  }

  /** @throws the system's own error, which is final */
  syncSync(): void {
    if (!this.#canSync) return;
    try {
      this.#fileSystem.sync.fsync(this.#fd);
    } catch (error) {
      this.#syncFailed(error);
    }
  }

  /**
   * For the first batch that is given up: takes away what attempts to write it have left beyond its whole
   * lines. Where one is under way, that happens when it has ended: what was counted as lost must not be in the
   * file after all.
   */
  cutAfter(batch: Batch): void {
    this.#cutAt ??= this.#placeOf(batch) + wholeBytes(batch);
    if (!this.#isWriting && batch.written > 0) this.#cut();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#callsUnderWay > 0) return;
    // A close that fails has closed.
    await this.#fileSystem.async.close(this.#fd).catch(() => undefined);
  }

  closeSync(): void {
    this.#isClosed = true;
    if (this.#callsUnderWay === 0) this.#closeNow();
  }

  *#look(): FileProgram<string | undefined> {
    const own = yield* call.fstat(this.#fd);
    this.#inode = own.ino;
    return yield* whyGone(own, this.#path);
  }

  #placeOf(batch: Batch): number {
    batch.position ??= this.#size;
    return batch.position;
  }

  #progress(count: number): number {
    if (count > 0) return count;
    throw new Error(`the system took no byte for ${quote(this.#path)}`);
  }

  #syncFailed(error: unknown): void {
    if (!SYNC_UNSUPPORTED.includes(errnoOf(error) ?? '')) {
      this.isTainted = true;
      throw error;
    }
    this.#canSync = false;
  }

  /** @returns how many bytes the system took */
  async #writePart({ buffer, length, written }: Batch, position: number): Promise<number> {
    this.#isWriting = true;
    try {
      return await this.#fileSystem.async.write(
        this.#fd,
        buffer,
        written,
        length - written,
        position + written,
      );
    } finally {
      this.#isWriting = false;
    }
  }

  async #run<T>(work: Promise<T>): Promise<T> {
    this.#callsUnderWay += 1;
    try {
      return await work;
    } finally {
      this.#callsUnderWay -= 1;
      if (this.#isClosed && this.#callsUnderWay === 0) {
        this.#cut();
        this.#closeNow();
      }
    }
  }

  #cut(): void {
    if (this.#cutAt === undefined) return;
    try {
      this.#fileSystem.sync.ftruncate(this.#fd, this.#cutAt);
    } catch {
      // Readers know an unfinished line when they see one.
    }
    this.#cutAt = undefined;
  }

  #closeNow(): void {
    try {
      this.#fileSystem.sync.close(this.#fd);
    } catch {
      // A close that fails has closed.
    }
  }
}
