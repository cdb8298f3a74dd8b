import { type FileProgram, type FileSystem, runProgram, runProgramSync } from '@opta/journal-fs';
import { CLOSING_TYPE } from './closing-line.js';
import { Gap } from './gap.js';
import type { LineAppender } from './line-appender.js';
import { isFull, releaseReserve } from './reserve.js';
import type { SegmentFiles } from './segment-files.js';

export interface ClosingStepsOptions {
  fileSystem: FileSystem;
  directory: string;
  /** Name of the first segment, which is that of the reserve too. */
  fileName: string;
  appender: LineAppender;
  files: SegmentFiles;
}

/** What is done for the end of a session where its lines cannot all be written, or are in doubt. */
export class ClosingSteps {
  readonly #options: ClosingStepsOptions;
  readonly #appender: LineAppender;
  readonly #files: SegmentFiles;
  /** The reserve is being given back in another thread. */
  #isReleasing = false;

  constructor(options: ClosingStepsOptions) {
    this.#options = options;
    this.#appender = options.appender;
    this.#files = options.files;
  }

  /** Whether no line waits any more. */
  get isWritten(): boolean {
    return this.#appender.queue.bytes === 0;
  }

  /** Whether lines wait because the disk is full. */
  get needsRoom(): boolean {
    return !this.isWritten && isFull(this.#appender.stats.writeError);
  }

  /**
   * On a full disk the reserve is for the end of the session, and not for what waits before it.
   *
   * @returns whether there is room and something to write now
   */
  async makeRoom(): Promise<boolean> {
    if (!this.needsRoom) return false;
    const file = this.#files.current;
    this.#isReleasing = true;
    const isReleased = await runProgram(this.#releaseProgram(), this.#options.fileSystem.async);
    this.#isReleasing = false;
    if (!isReleased || file.isClosed) return false;
    this.#keepTheEnd();
    return true;
  }

  makeRoomSync(): boolean {
    if (!this.needsRoom || this.#files.isCreating) return false;
    const isReleased = runProgramSync(this.#releaseProgram(), this.#options.fileSystem.sync);
    if (!isReleased && !this.#isReleasing) return false;
    if (this.#files.current.isWriting && !this.#completeSync()) return false;
    this.#keepTheEnd();
    return true;
  }

  /**
   * What a write that is under way in another thread brings into the file cannot be known. So the same bytes are
   * written once more: then they are all there, whatever becomes of it.
   */
  #completeSync(): boolean {
    const { oldest } = this.#appender.queue;
    if (oldest === undefined) return false;
    try {
      this.#files.writeSync(oldest);
      return true;
    } catch {
      // There is no room in spite of the reserve.
      return false;
    }
  }

  /**
   * Lines that are in doubt at the end are told in a segment of their own, and so is the closing record once more:
   * it is still the last line, and there is one that a sync can confirm.
   *
   * @returns whether there is something to write now
   */
  appendDoubt(): boolean {
    const { closing } = this.#appender;
    if (!this.isWritten || !this.#appender.appendDoubt()) return false;
    if (closing !== undefined) this.#appender.appendClosing(closing);
    return true;
  }

  /** Counts what cannot be written any more, and leaves no half line behind. */
  giveUp(): void {
    const { queue, stats } = this.#appender;
    for (const batch of queue.drop()) this.#files.giveUp(batch, (type) => stats.drop(type));
  }

  #releaseProgram(): FileProgram<boolean> {
    return releaseReserve(this.#options.directory, this.#options.fileName);
  }

  /** Gives up the lines that wait, and appends what says so and the closing record in the next segment. */
  #keepTheEnd(): void {
    const { queue, stats, last, closing } = this.#appender;
    const gap = new Gap();
    for (const batch of queue.drop()) {
      this.#files.giveUp(batch, (type) => {
        if (type === CLOSING_TYPE && closing !== undefined) return;
        stats.drop(type);
        if (!type.startsWith('journal_')) gap.add(type, batch.newestTime, 'the disk was full at the end');
      });
    }
    const { handled } = this.#files.progress;
    this.#files.progress.skipTo(last);
    this.#appender.beginSegment();
    this.#appender.appendGap({
      from: gap.dropped === 0 ? last.time : handled.time,
      to: last.time,
      dropped: gap.dropped,
      byType: gap.byType,
      reason: gap.reason,
      sequences: { from: handled.sequence + 1, to: last.sequence },
    });
    if (closing !== undefined) this.#appender.appendClosing(closing);
  }
}
