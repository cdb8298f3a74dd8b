import { join } from 'node:path';
import { errnoOf } from '@opta/journal-fs';
import { Acknowledgements } from './acknowledgements.js';
import { ClosingSteps } from './closing-steps.js';
import type { AppendRecord, EventLog } from './event-log.js';
import type { EventLogCounts } from './event-log-counts.js';
import { writeFailedError } from './event-log-errors.js';
import { LineAppender, type LineAppenderOptions } from './line-appender.js';
import { RemovedFiles } from './removed-files.js';
import { SegmentFiles, type SegmentFilesOptions } from './segment-files.js';
import { WriteTimers } from './write-timers.js';

const ACCEPTED = Promise.resolve(true);
const DROPPED = Promise.resolve(false);

/** Attempts to write at the end, for a failure that does not last. */
const CLOSING_ATTEMPTS = 3;

export interface EventLogWriterOptions
  extends LineAppenderOptions,
    Omit<SegmentFilesOptions, 'startedAt' | 'appender' | 'onSyncFailed'> {
  durability: 'buffered' | 'durable';
  flushIntervalMs: number;
  onError: ((error: Error) => void) | undefined;
}

/**
 * The one writer of an event log. Lines collect in a queue; one asynchronous call at a time brings them to the file.
 * In buffered mode that goes on while the disk is asked for what is in the file already: a slow disk is no reason to
 * drop lines. `closeSync` may come at any moment: after every await, `#isClosed` says whether it did.
 */
export class EventLogWriter implements EventLog {
  readonly fileName: string;
  readonly path: string;
  readonly stats: EventLogCounts;
  readonly #isDurable: boolean;
  readonly #onError: ((error: Error) => void) | undefined;
  readonly #appender: LineAppender;
  readonly #files: SegmentFiles;
  readonly #removed: RemovedFiles;
  readonly #steps: ClosingSteps;
  readonly #timers: WriteTimers;
  readonly #acknowledgements = new Acknowledgements();
  #flushers: (() => void)[] = [];
  #isRunning = false;
  #closing: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: EventLogWriterOptions) {
    const { fileSystem, directory } = options;
    this.fileName = options.nameOf(1);
    this.path = join(directory, this.fileName);
    this.#isDurable = options.durability === 'durable';
    this.#onError = options.onError;
    this.#appender = new LineAppender(options);
    this.stats = this.#appender.stats;
    this.#files = new SegmentFiles({
      ...options,
      startedAt: options.start.startedAt,
      appender: this.#appender,
      onSyncFailed: (error) => this.#unconfirmed(error),
    });
    this.#timers = new WriteTimers(options.flushIntervalMs, () => this.#kick());
    const parts = { fileSystem, appender: this.#appender, files: this.#files };
    this.#removed = new RemovedFiles({
      ...parts,
      timers: this.#timers,
      onLost: (error) => this.#filesLost(error),
    });
    this.#steps = new ClosingSteps({ ...parts, directory, fileName: this.fileName });
  }

  append(record: AppendRecord): Promise<boolean> {
    const facts = this.#appender.append(record);
    if (facts === undefined) return DROPPED;
    if (this.#isDurable) return this.#acknowledge();
    if (facts.isUrgent) this.#timers.isSyncDue = true;
    if (facts.isUrgent || this.#appender.queue.oldest !== undefined) this.#kick();
    this.#timers.arm();
    return ACCEPTED;
  }

  async flush(): Promise<void> {
    if (!this.#isClosed) await this.#attempt();
  }

  async makeRoom(): Promise<boolean> {
    await this.#writeRest();
    return this.#makeRoom();
  }

  close(): Promise<void> {
    this.#appender.end();
    this.#closing ??= this.#close();
    return this.#closing;
  }

  closeSync(): void {
    if (this.#isClosed) return;
    this.#appender.end();
    this.#closing ??= Promise.resolve();
    this.#isClosed = true;
    this.#timers.clear();
    this.#acknowledgements.settleAll(this.#finishSync());
    this.#files.closeSync();
    this.#answerFlushers();
  }

  #acknowledge(): Promise<boolean> {
    // Everything that this turn appends shares the sync.
    if (!this.#acknowledgements.isWaiting) queueMicrotask(() => this.#kick());
    return this.#acknowledgements.join();
  }

  /** One attempt to write everything, now, also if the next one would be due later. */
  #attempt(): Promise<void> {
    return new Promise((resolve) => {
      this.#flushers.push(resolve);
      this.#timers.endPause();
      this.#kick();
    });
  }

  #kick(): void {
    if (this.#isRunning || this.#isClosed || this.#timers.isPausing) return;
    this.#isRunning = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    let isGoing = true;
    while (isGoing && !this.#isClosed && this.#hasWork()) {
      const flushers = this.#flushers.splice(0);
      isGoing = await this.#cycle(flushers.length > 0);
      // Who joined a cycle that failed has had his attempt.
      if (!isGoing) flushers.push(...this.#flushers.splice(0));
      for (const flushed of flushers) flushed();
    }
    this.#isRunning = false;
  }

  #answerFlushers(): void {
    for (const flushed of this.#flushers.splice(0)) flushed();
  }

  #hasWork(): boolean {
    return (
      this.#appender.queue.oldest !== undefined ||
      this.#timers.isHandOverDue ||
      (this.#timers.isSyncDue && !this.#files.isSyncing) ||
      this.#acknowledgements.isWaiting ||
      this.#flushers.length > 0
    );
  }

  /** Write what is due, then sync if that is due. False after a failure. */
  async #cycle(isFlush: boolean): Promise<boolean> {
    // A file is looked after once more before the next segment: nobody asks for it any more then.
    await this.#removed.look(isFlush || this.#isSegmentDue());
    if (this.#isClosed) return false;
    await this.#files.reopenIfDead();
    if (this.#isClosed) return false;
    const isSyncAwaited = this.#isDurable || this.#closing !== undefined;
    const isSyncDue = isSyncAwaited || (this.#timers.isSyncDue && !this.#files.isSyncing);
    const takesAll = isSyncDue || this.#timers.isHandOverDue || isFlush;
    this.#acknowledgements.take();
    this.#timers.isHandOverDue = false;
    if (isSyncDue) {
      this.#timers.isSyncDue = false;
      if (this.#appender.queue.releaseUnused()) this.#timers.arm();
    }
    try {
      await this.#writeBatches(this.#appender.queue.prepare(takesAll));
      if (this.#isClosed) return false;
      this.stats.writeError = undefined;
      this.#timers.recovered();
      if (isSyncAwaited) await this.#files.sync();
      else if (isSyncDue) this.#files.beginSync(() => this.#kick());
      if (this.#isClosed) return false;
      if (isSyncAwaited) this.#acknowledgements.settleTaken(!this.#files.current.isTainted);
      this.#appendDroppedIfHalfFree();
      return true;
    } catch (error) {
      if (this.#isClosed) return false;
      this.#timers.isSyncDue ||= isSyncDue;
      this.#writeFailed(error);
      if (this.#closing === undefined) this.#timers.pause();
      return false;
    }
  }

  #isSegmentDue(): boolean {
    const { oldest } = this.#appender.queue;
    return oldest !== undefined && oldest.segment !== this.#files.current.segment;
  }

  async #writeBatches(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 1) {
      const batch = this.#appender.queue.oldest;
      if (batch === undefined || !(await this.#files.write(batch))) return;
    }
  }

  #appendDroppedIfHalfFree(): void {
    if (!this.#appender.appendDroppedIfHalfFree()) return;
    this.#timers.isHandOverDue = true;
    this.#timers.arm();
  }

  #filesLost(error: Error): void {
    this.#unconfirmed(error);
    this.#timers.isHandOverDue = true;
  }

  /** Also lines that wait: they go to the same file, which nothing can confirm any more. */
  #unconfirmed(error: Error): void {
    this.#acknowledgements.settleAll(false);
    this.#report(error);
  }

  #writeFailed(error: unknown): void {
    const { writeError } = this.stats;
    if (writeError !== undefined && errnoOf(writeError) === errnoOf(error)) return;
    const failure = writeFailedError(this.path, this.#appender.queue.bytes, error);
    this.stats.writeError = failure;
    this.#report(failure);
  }

  #report(error: Error): void {
    try {
      this.#onError?.(error);
    } catch {
      // The host's handler failed; there is nobody else to tell.
    }
  }

  async #close(): Promise<void> {
    await this.#writeRest();
    if (this.#isClosed) return;
    if (await this.#makeRoom()) await this.#attempt();
    if (this.#isClosed) return;
    if (this.#steps.appendDoubt()) await this.#writeRest();
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#timers.clear();
    this.#steps.giveUp();
    this.#acknowledgements.settleAll(false);
    this.#answerFlushers();
    await this.#files.close();
  }

  async #makeRoom(): Promise<boolean> {
    if (!this.#steps.needsRoom) return false;
    // A write under way would come to its end in the midst of what is given up, and so would one that begins.
    while (this.#isRunning && !this.#isClosed) await this.#attempt();
    if (this.#isClosed) return false;
    this.#isRunning = true;
    const isMade = await this.#steps.makeRoom();
    this.#isRunning = false;
    if (isMade) this.#acknowledgements.settleAll(false);
    this.#goOn();
    return isMade;
  }

  /** What became due or was asked for while nothing could begin. */
  #goOn(): void {
    if (this.#flushers.length > 0) this.#timers.endPause();
    else if (this.#closing !== undefined) return;
    this.#kick();
  }

  async #writeRest(): Promise<void> {
    // One under way may have taken only a part, and one that fails may be followed by one that does not.
    for (let left = CLOSING_ATTEMPTS; left > 0 && !this.#isClosed; left -= 1) {
      await this.#attempt();
      if (this.#steps.isWritten && !this.#files.needsSync) return;
    }
  }

  /** @returns whether everything is on the disk */
  #finishSync(): boolean {
    this.#removed.lookSync();
    this.#writeRestSync();
    if (this.#steps.makeRoomSync()) {
      this.#acknowledgements.settleAll(false);
      this.#attemptSync();
    }
    if (this.#steps.isWritten) this.#files.syncSync();
    if (this.#steps.appendDoubt()) this.#writeRestSync();
    this.#steps.giveUp();
    this.#files.syncSync();
    return this.stats.lastError === undefined && !this.#files.current.isTainted;
  }

  #writeRestSync(): void {
    let left = CLOSING_ATTEMPTS;
    while (left > 0 && !this.#attemptSync()) left -= 1;
  }

  #attemptSync(): boolean {
    const { queue } = this.#appender;
    queue.prepare(true);
    try {
      for (let batch = queue.oldest; batch !== undefined; batch = queue.oldest) this.#files.writeSync(batch);
      this.stats.writeError = undefined;
      return true;
    } catch (error) {
      this.#writeFailed(error);
      return false;
    }
  }
}
