import { type FileProgram, type FileSystem, runProgram, runProgramSync } from '@opta/journal-fs';
import { LOOK_INTERVAL_MS } from '../constants.js';
import { CLOSING_TYPE } from './closing-line.js';
import { fileGoneError } from './event-log-errors.js';
import type { GapRecord } from './gap-record.js';
import type { LineAppender } from './line-appender.js';
import type { LineMark } from './line-mark.js';
import type { SegmentFiles } from './segment-files.js';
import { eventsOf, type SegmentContent } from './segment-ledger.js';
import { statIfThere } from './stat-if-there.js';
import type { WriteTimers } from './write-timers.js';

export interface RemovedFilesOptions {
  fileSystem: FileSystem;
  files: SegmentFiles;
  appender: LineAppender;
  timers: WriteTimers;
  /** Lines were lost; what says so waits to be written. */
  onLost(error: Error): void;
}

/** Looks whether the file that is written to still bears its name: else what goes there is lost. */
export class RemovedFiles {
  readonly #options: RemovedFilesOptions;
  readonly #files: SegmentFiles;
  readonly #appender: LineAppender;
  #lookAt = 0;

  constructor(options: RemovedFilesOptions) {
    this.#options = options;
    this.#files = options.files;
    this.#appender = options.appender;
  }

  /** @param isNow - also if the next look is not due yet */
  async look(isNow: boolean): Promise<void> {
    const file = this.#files.current;
    if (file.isGone) return;
    const now = performance.now();
    if (now < this.#lookAt && !isNow) return this.#options.timers.armLook(this.#lookAt - now);
    this.#lookAt = now + LOOK_INTERVAL_MS;
    const reason = await file.findOutWhyGone();
    if (reason === undefined || file.isClosed) return;
    const earlier = await runProgram(this.#findEarlier(), this.#options.fileSystem.async);
    if (!file.isClosed) this.#lose(reason, earlier);
  }

  lookSync(): void {
    // What is under way would come to its end in the midst of what is lost.
    if (this.#files.current.isGone || this.#files.isBusy) return;
    const reason = this.#files.current.findOutWhyGoneSync();
    if (reason === undefined) return;
    this.#lose(reason, runProgramSync(this.#findEarlier(), this.#options.fileSystem.sync));
  }

  /** Counts what was in the files as lost, and goes on in the next segment, which says so. */
  #lose(reason: string, earlier: readonly number[]): void {
    const { queue, stats, last, closing } = this.#appender;
    const { segment } = this.#files.current;
    const isNextWaiting = queue.segment !== segment;
    queue.drop(segment);
    const content = this.#appender.ledger.take(segment, last);
    const kept = closing !== undefined && isIn(content, closing) ? closing : undefined;
    if (kept !== undefined) content.byType.delete(CLOSING_TYPE);
    this.#count(content);
    const lost = [...earlier.map((other) => this.#takeEarlier(other)), content];
    this.#files.writeOff({ sequence: content.to, time: content.toTime });
    const error = fileGoneError(this.#files.pathOf(1), lost, reason);
    stats.syncError = error;
    if (!isNextWaiting) this.#appender.beginSegment();
    for (const one of lost) this.#appender.appendGap(gapOf(one, reason));
    if (kept !== undefined) this.#appender.appendClosing(kept);
    this.#options.onLost(error);
  }

  /** Of the file that is written to some lines may not have been written yet. */
  #count({ from, byType }: SegmentContent): void {
    const lines = this.#files.progress.handled.sequence - from + 1;
    this.#appender.stats.lose(byType, { lines, bytes: this.#files.current.size });
  }

  #takeEarlier(segment: number): SegmentContent {
    const content = this.#appender.ledger.take(segment, this.#appender.last);
    const { byType, from, to, bytes } = content;
    this.#appender.stats.lose(byType, { lines: to - from + 1, bytes });
    return content;
  }

  /** Program: the earlier segments whose files are gone. */
  *#findEarlier(): FileProgram<number[]> {
    const gone: number[] = [];
    for (const { segment } of this.#appender.ledger.before(this.#files.current.segment)) {
      if (yield* isNothingThere(this.#files.pathOf(segment))) gone.push(segment);
    }
    return gone;
  }
}

/** Program: whether surely nothing bears a name. */
function* isNothingThere(path: string): FileProgram<boolean> {
  try {
    return (yield* statIfThere(path)) === undefined;
  } catch {
    return false;
  }
}

function isIn({ from, to }: SegmentContent, { sequence }: LineMark): boolean {
  return from <= sequence && sequence <= to;
}

function gapOf({ from, to, fromTime, toTime, byType }: SegmentContent, reason: string): GapRecord {
  const events = eventsOf(byType);
  const dropped = Object.values(events).reduce((sum, count) => sum + count, 0);
  return { from: fromTime, to: toTime, dropped, byType: events, reason, sequences: { from, to } };
}
