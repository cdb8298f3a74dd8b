import { errnoOf } from '@opta/journal-fs';
import { syncFailedError } from './event-log-errors.js';
import type { LineAppender } from './line-appender.js';
import type { LineMark } from './line-mark.js';
import type { Batch } from './line-queue.js';
import { forEachLostLine, wholeBytes } from './lost-lines.js';
import { type CreatedSegment, SegmentCreator, type SegmentCreatorOptions } from './segment-creator.js';
import { SegmentFile } from './segment-file.js';
import { WriteProgress } from './write-progress.js';

/** What an open file answers for ever when its disk was taken away, also when it is back. */
const DEAD_FILE = ['EIO', 'ESTALE', 'EBADF', 'ENODEV', 'ENXIO', 'EROFS'];

export interface SegmentFilesOptions extends SegmentCreatorOptions {
  /** The first segment, open for writing. Its first line is in it and synced. */
  fd: number;
  headerBytes: number;
  /** Epoch milliseconds of that line. */
  startedAt: number;
  appender: LineAppender;
  onSyncFailed(error: Error): void;
}

/**
 * The files of an event log: batches go to the one of their segment, which is created for them. The synchronous
 * half may come at any moment; the asynchronous half then finds its file closed, and changes nothing any more.
 */
export class SegmentFiles {
  readonly progress: WriteProgress;
  readonly #appender: LineAppender;
  readonly #creator: SegmentCreator;
  readonly #onSyncFailed: (error: Error) => void;
  #current: SegmentFile;
  /** Of a sync beside which is written. */
  #syncing: Promise<void> | undefined;

  constructor(options: SegmentFilesOptions) {
    const { fileSystem, fd, headerBytes } = options;
    this.#appender = options.appender;
    this.#onSyncFailed = options.onSyncFailed;
    this.#creator = new SegmentCreator(options);
    this.progress = new WriteProgress(options.startedAt);
    this.#current = new SegmentFile({
      fileSystem,
      path: this.#creator.pathOf(1),
      segment: 1,
      fd,
      size: headerBytes,
    });
  }

  /** The file that is written to. */
  get current(): SegmentFile {
    return this.#current;
  }

  /** Whether an asynchronous call is under way that writes to a file or creates one. */
  get isBusy(): boolean {
    return this.#current.isWriting || this.isCreating;
  }

  /** Whether the disk has been asked, and has not answered yet. */
  get isSyncing(): boolean {
    return this.#syncing !== undefined;
  }

  /** Whether an asynchronous call is under way that creates a file. */
  get isCreating(): boolean {
    return this.#creator.isUnderWay;
  }

  get needsSync(): boolean {
    return !this.#current.isTainted && !this.progress.isSettled;
  }

  pathOf(segment: number): string {
    return this.#creator.pathOf(segment);
  }

  /** After a failure that may be one of the open file only, which stays when its disk is back. */
  async reopenIfDead(): Promise<void> {
    if (!DEAD_FILE.includes(errnoOf(this.#appender.stats.writeError) ?? '')) return;
    // It would go on with the number of a closed file.
    await this.#syncing;
    if (!this.#current.isClosed) await this.#current.reopen();
  }

  /** @returns false if the files were closed meanwhile; whoever closed them has written the batch */
  async write(batch: Batch): Promise<boolean> {
    while (batch.segment !== this.#current.segment) {
      if (!(await this.#openSegment(batch.segment))) return false;
    }
    if (!(await this.#current.write(batch))) return false;
    this.#wrote(batch);
    return true;
  }

  writeSync(batch: Batch): void {
    while (batch.segment !== this.#current.segment) this.#openSegmentSync(batch.segment);
    this.#current.writeSync(batch);
    this.#wrote(batch, this.#current.isWriting);
  }

  /** Asks the disk for everything that was written, if it is owed that. A failure is told, not thrown. */
  async sync(): Promise<void> {
    const file = this.#current;
    await this.#syncing;
    if (!file.isClosed && this.needsSync) await this.#sync(file);
  }

  /** The same, while more is written. @param ended - called when the disk has answered */
  beginSync(ended: () => void): void {
    if (!this.needsSync) return;
    this.#syncing = this.#sync(this.#current).then(() => {
      this.#syncing = undefined;
      ended();
    });
  }

  syncSync(): void {
    if (!this.needsSync) return;
    const mark = this.progress.handled;
    try {
      this.#current.syncSync();
    } catch (error) {
      this.#syncFailed(error);
      return;
    }
    this.#confirm(mark);
  }

  /**
   * A batch that was in the queue is not written any more. Lines of it that are whole in the file count as
   * written, what is beyond them is cut off.
   *
   * @param onLost - called with the event type of every line that is lost
   */
  giveUp(batch: Batch, onLost: (type: string) => void): void {
    let lost = 0;
    forEachLostLine(batch, (type) => {
      lost += 1;
      onLost(type);
    });
    const { stats } = this.#appender;
    stats.written += batch.lines - lost;
    stats.bytes += wholeBytes(batch);
    this.progress.advance(batch.lines - lost, this.progress.handled.time);
    if (batch.segment === this.#current.segment) this.#current.cutAfter(batch);
  }

  /** The file that is written to is gone. Nothing is owed any more to the lines up to its last one. */
  writeOff(last: LineMark): void {
    this.#current.isGone = true;
    this.#current.isTainted = true;
    this.progress.skipTo(last);
    this.#appender.forgetDoubt();
    this.#confirm(last);
  }

  close(): Promise<void> {
    return this.#current.close();
  }

  closeSync(): void {
    this.#current.closeSync();
  }

  #wrote(batch: Batch, isReadStill = false): void {
    const { stats, queue } = this.#appender;
    stats.written += batch.lines;
    stats.bytes += batch.length;
    this.progress.advance(batch.lines, batch.newestTime);
    queue.removeOldest(isReadStill);
  }

  async #openSegment(segment: number): Promise<boolean> {
    const old = this.#current;
    await this.sync();
    if (old.isClosed) return false;
    const created = await this.#creator.create(segment);
    if (old.isClosed) {
      // closeSync has found this file, or made another.
      created?.file.closeSync();
      return false;
    }
    if (created === undefined) {
      this.#appender.shiftSegments(segment);
      return true;
    }
    this.#goOnIn(created);
    await old.close();
    return !created.file.isClosed;
  }

  #openSegmentSync(segment: number): void {
    this.syncSync();
    const created = this.#creator.createSync(segment);
    if (created === undefined) {
      this.#appender.shiftSegments(segment);
      return;
    }
    this.#current.closeSync();
    this.#goOnIn(created);
  }

  #goOnIn({ file, syncError }: CreatedSegment): void {
    this.#appender.ledger.complete(this.#current.segment, this.#current.size);
    this.#current = file;
    if (syncError === undefined) return;
    // A file whose name may be lost confirms nothing.
    file.isTainted = true;
    this.#syncFailed(syncError);
  }

  async #sync(file: SegmentFile): Promise<void> {
    const mark = this.progress.handled;
    // Meanwhile it may have been closed, or written off.
    const isOurs = (): boolean => !file.isClosed && !file.isGone;
    try {
      await file.sync();
    } catch (error) {
      if (isOurs()) this.#syncFailed(error);
      return;
    }
    if (isOurs()) this.#confirm(mark);
  }

  #confirm(mark: LineMark): void {
    this.progress.confirm(mark);
    this.#appender.stats.syncError = undefined;
    this.#appender.syncSucceeded();
  }

  #syncFailed(error: unknown): void {
    const { stats } = this.#appender;
    const { segment } = this.#current;
    const { confirmed } = this.progress;
    this.#appender.leaveInDoubt(segment, confirmed, `sync failed: ${errnoOf(error) ?? 'unknown'}`);
    this.progress.settle();
    stats.failedSyncs += 1;
    const from = confirmed.sequence + 1;
    const failure = syncFailedError(this.#creator.pathOf(1), segment, from, error);
    stats.syncError = failure;
    this.#onSyncFailed(failure);
  }
}
