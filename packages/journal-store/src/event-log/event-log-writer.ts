import { join } from 'node:path';
import {
  call,
  errnoOf,
  type FileProgram,
  type FileSystem,
  OPEN_FLAGS,
  runProgram,
  runProgramSync,
  syncDirectory,
} from '@opta/journal-fs';
import { LOOK_INTERVAL_MS, OWN_RECORD_RESERVE_BYTES } from '../constants.js';
import { JournalStoreError, quote } from '../errors.js';
import { toJsonText } from '../json/to-json-text.js';
import { Acknowledgements } from './acknowledgements.js';
import { findClosingLine } from './closing-line.js';
import { encodeHeader } from './encode-header.js';
import type { AppendRecord, EventLog } from './event-log.js';
import { EventLogCounts } from './event-log-counts.js';
import { Gap } from './gap.js';
import type { JournalStart } from './journal-start.js';
import { type Batch, LineQueue } from './line-queue.js';
import type { LineWriter, TypeFacts } from './line-writer.js';
import { forEachLostLine, wholeBytes } from './lost-lines.js';
import { isFull, releaseReserve } from './reserve.js';
import { ensureSamePlace, type Place } from './same-place.js';
import { SegmentFile } from './segment-file.js';
import { eventsOf, type SegmentContent, SegmentLedger } from './segment-ledger.js';
import { SegmentRetry } from './segment-retry.js';
import { writableTime } from './time-stamper.js';
import { WriteTimers } from './write-timers.js';

const ACCEPTED = Promise.resolve(true);
const DROPPED = Promise.resolve(false);

/** What an open file answers for ever when its disk was taken away, also when it is back. */
const DEAD_FILE = ['EIO', 'ESTALE', 'EBADF', 'ENODEV', 'ENXIO', 'EROFS'];

/** Attempts to write at the end: for a failure that does not last, not for a full disk. */
const CLOSING_ATTEMPTS = 3;

export interface EventLogWriterOptions {
  fileSystem: FileSystem;
  directory: string;
  /** Where the folder was when the event log was opened. */
  place: Place;
  /** Name of the file of a segment. */
  nameOf(segment: number): string;
  mode: number;
  /** The first segment, open for writing. Its first line is in it and synced. */
  fd: number;
  headerBytes: number;
  start: JournalStart;
  lines: LineWriter;
  durability: 'buffered' | 'durable';
  flushIntervalMs: number;
  maxBufferBytes: number;
  maxEventLogBytes: number;
  onError: ((error: Error) => void) | undefined;
}

/** How far the lines had come. */
interface Mark {
  lines: number;
  /** Epoch milliseconds of the newest of them. */
  time: number;
}

/** Lines that a failed sync has left in doubt, until their `journal_gap` is appended. */
interface Doubt {
  after: Mark;
  /** Absent as long as lines still go to the segment in doubt. */
  until?: Mark;
  reason: string;
}

interface CreatedSegment {
  fd: number;
  /** Why its name may not survive a power cut. */
  syncError?: unknown;
}

/**
 * The one writer of an event log. Lines collect in a queue; one asynchronous call at a time brings them to the
 * file. `closeSync` may come at any moment: after every await, `#isClosed` says whether it did.
 */
export class EventLogWriter implements EventLog {
  readonly fileName: string;
  readonly path: string;
  readonly stats: EventLogCounts;

  readonly #options: EventLogWriterOptions;
  readonly #isDurable: boolean;
  readonly #lines: LineWriter;
  readonly #queue: LineQueue;
  readonly #timers: WriteTimers;
  readonly #acknowledgements = new Acknowledgements();

  #file: SegmentFile;
  /** The segment whose file is being created. */
  #creating: number | undefined;
  /** Time of the newest line that was appended, and of the newest one in the file. */
  #newestTime: number;
  #writtenTime: number;
  /** Number of the last line that is in a file, or was in one that is gone. */
  #handled = 1;
  /** What the last good sync confirmed. */
  #confirmed: Mark;
  /** Lines that no sync is owed any more: one has confirmed them, or failed for good. */
  #settledLines = 1;

  /** What is in which segment. */
  readonly #ledger: SegmentLedger;
  /** The file was found to be gone, and the next one is not there yet. */
  #isFileGone = false;
  #lookAt = 0;

  #gap = new Gap();
  #doubt: Doubt | undefined;
  readonly #segmentRetry = new SegmentRetry();

  #flushers: (() => void)[] = [];
  #isRunning = false;
  #closing: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: EventLogWriterOptions) {
    const { fileSystem, directory, headerBytes, start } = options;
    this.#options = options;
    this.#isDurable = options.durability === 'durable';
    this.fileName = options.nameOf(1);
    this.path = join(directory, this.fileName);
    this.#lines = options.lines;
    this.#queue = new LineQueue({
      segmentBytes: headerBytes,
      encodeHeader: (segment, header) => encodeHeader(this.#lines, start, segment, header),
    });
    this.stats = new EventLogCounts(this.#queue, headerBytes);
    this.#timers = new WriteTimers(options.flushIntervalMs, () => this.#kick());
    this.#file = new SegmentFile({
      fileSystem,
      path: this.path,
      segment: 1,
      fd: options.fd,
      size: headerBytes,
    });
    this.#ledger = new SegmentLedger(start.startedAt, () => this.#lines.takeCounts());
    this.#newestTime = start.startedAt;
    this.#writtenTime = start.startedAt;
    this.#confirmed = { lines: 1, time: start.startedAt };
  }

  append(record: AppendRecord): Promise<boolean> {
    const facts = this.#lines.factsOf(record.type);
    const time = writableTime(record.time);
    if (!this.#hasRoom(facts.text.length + record.data.length, facts)) return this.#drop(record.type, time);
    if (this.#gap.dropped > 0) this.#appendGap();
    this.#push(facts, time, record.data);
    if (this.#isDurable) return this.#acknowledge();
    if (facts.isUrgent) this.#timers.isSyncDue = true;
    if (facts.isUrgent || this.#queue.oldest !== undefined) this.#kick();
    this.#timers.arm();
    return ACCEPTED;
  }

  async flush(): Promise<void> {
    if (!this.#isClosed) await this.#attempt();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  closeSync(): void {
    if (this.#isClosed) return;
    this.#closing ??= Promise.resolve();
    this.#isClosed = true;
    this.#timers.clear();
    this.#segmentRetry.begun();
    if (this.#gap.dropped > 0) this.#appendGap();
    this.#acknowledgements.settleAll(this.#finishSync());
    this.#file.closeSync();
    this.#answerFlushers();
  }

  #hasRoom(length: number, facts: TypeFacts): boolean {
    if (this.#closing !== undefined) return false;
    const { maxBufferBytes } = this.#options;
    const bytes = this.#queue.bytes + length;
    if (facts.isOwn) return bytes <= maxBufferBytes + OWN_RECORD_RESERVE_BYTES;
    // Once full, half of it must be free again: else every second line would be a gap.
    return bytes <= (this.#gap.dropped > 0 ? maxBufferBytes / 2 : maxBufferBytes);
  }

  #drop(type: string, time: number): Promise<boolean> {
    this.stats.drop(type);
    if (this.#closing === undefined) this.#gap.add(type, time, this.#whyFull());
    return DROPPED;
  }

  #whyFull(): string {
    const { writeError } = this.stats;
    if (writeError === undefined) return 'events came faster than the disk took them';
    return `writing failed: ${errnoOf(writeError) ?? 'no progress'}`;
  }

  #push(facts: TypeFacts, time: number, data: string): void {
    if (this.#segmentRetry.isDue || this.#queue.segmentBytes >= this.#options.maxEventLogBytes) {
      this.#beginSegment(time);
    }
    if (this.#doubt?.until !== undefined) this.#pushDoubt(this.#doubt, this.#doubt.until, time);
    this.#pushLine(facts, time, onOneLine(data));
  }

  #pushLine(facts: TypeFacts, time: number, data: string): void {
    this.#queue.push(this.#lines.write(this.stats.nextSequence(), facts, time, data), time);
    this.#newestTime = time;
  }

  #beginSegment(time: number): void {
    this.#segmentRetry.begun();
    if (this.#doubt !== undefined) {
      this.#doubt.until ??= { lines: this.stats.sequence, time: this.#newestTime };
    }
    const last = this.#lastLine();
    this.#lines.beginSegment();
    this.#queue.beginSegment({ seq: this.stats.nextSequence(), time });
    this.#ledger.begin(this.#queue.segment, last, time);
    this.stats.segments += 1;
  }

  #lastLine(): { sequence: number; time: number } {
    return { sequence: this.stats.sequence, time: this.#newestTime };
  }

  #pushDoubt({ after, reason }: Doubt, until: Mark, time: number): void {
    this.#doubt = undefined;
    const gap = {
      from: this.#lines.iso(after.time),
      to: this.#lines.iso(until.time),
      dropped: 0,
      by_type: {},
      reason,
      from_sequence: after.lines + 1,
      to_sequence: until.lines,
    };
    this.#pushLine(this.#lines.factsOf('journal_gap'), time, JSON.stringify(gap));
  }

  #appendGap(): void {
    const gap = this.#gap;
    this.#gap = new Gap();
    const encoded = toJsonText({
      from: this.#lines.iso(gap.from),
      to: this.#lines.iso(gap.to),
      dropped: gap.dropped,
      by_type: gap.byType(),
      reason: gap.reason,
    });
    this.#push(this.#lines.factsOf('journal_gap'), gap.to, encoded.ok ? encoded.json : 'null');
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
      this.#queue.oldest !== undefined ||
      this.#timers.isHandOverDue ||
      this.#timers.isSyncDue ||
      this.#acknowledgements.isWaiting ||
      this.#flushers.length > 0
    );
  }

  /** Write what is due, then sync if that is due. False after a failure. */
  async #cycle(isFlush: boolean): Promise<boolean> {
    await this.#lookAfterFile(isFlush);
    if (this.#isClosed) return false;
    if (isDeadFile(this.stats.writeError)) await this.#file.reopen();
    if (this.#isClosed) return false;
    const isSyncDue = this.#timers.isSyncDue || this.#isDurable || this.#closing !== undefined;
    const takesAll = isSyncDue || this.#timers.isHandOverDue || isFlush;
    this.#acknowledgements.take();
    this.#timers.isHandOverDue = false;
    this.#timers.isSyncDue = false;
    try {
      await this.#writeBatches(this.#queue.prepare(takesAll));
      if (this.#isClosed) return false;
      this.stats.writeError = undefined;
      this.#timers.recovered();
      if (isSyncDue) await this.#sync();
      if (this.#isClosed) return false;
      if (isSyncDue) this.#acknowledgements.settleTaken(!this.#file.isTainted);
      this.#appendGapIfHalfFree();
      return true;
    } catch (error) {
      if (this.#isClosed) return false;
      this.#timers.isSyncDue ||= isSyncDue;
      this.#writeFailed(error);
      if (this.#closing === undefined) this.#timers.pause();
      return false;
    }
  }

  #appendGapIfHalfFree(): void {
    if (this.#gap.dropped === 0 || this.#closing !== undefined) return;
    if (this.#queue.bytes > this.#options.maxBufferBytes / 2) return;
    this.#appendGap();
    this.#timers.isHandOverDue = true;
    this.#timers.arm();
  }

  async #writeBatches(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 1) {
      const batch = this.#queue.oldest;
      if (batch === undefined) return;
      while (batch.segment !== this.#file.segment) {
        await this.#openSegment(batch.segment);
        if (this.#isClosed) return;
      }
      if (!(await this.#file.write(batch))) return;
      this.#wrote(batch);
    }
  }

  #wrote(batch: Batch): void {
    this.stats.written += batch.lines;
    this.#handled += batch.lines;
    this.stats.bytes += batch.length;
    this.#writtenTime = batch.newestTime;
    this.#queue.removeOldest();
  }

  async #openSegment(segment: number): Promise<void> {
    await this.#sync();
    if (this.#isClosed) return;
    const { fileSystem } = this.#options;
    this.#creating = segment;
    let created: CreatedSegment;
    try {
      created = await runProgram(this.#createSegment(segment), fileSystem.async);
    } catch (error) {
      if (this.#isClosed) return;
      this.#creating = undefined;
      if (errnoOf(error) !== 'EEXIST') throw error;
      this.#shiftSegments(segment);
      return;
    }
    const file = this.#fileOf(segment, created.fd);
    // closeSync has found this file, or made another.
    if (this.#isClosed) return file.closeSync();
    this.#creating = undefined;
    const old = this.#file;
    this.#goOnIn(file, created.syncError);
    await old.close();
  }

  #shiftSegments(from: number): void {
    this.#queue.shiftSegments(from);
    this.#ledger.shift(from);
  }

  *#createSegment(segment: number): FileProgram<CreatedSegment> {
    const { directory, mode, place } = this.#options;
    yield* ensureSamePlace(place);
    // Nothing here may remove the file again after a failure: closeSync may be writing to it already.
    const fd = yield* call.open(this.#pathOf(segment), OPEN_FLAGS.createExclusive, mode);
    try {
      yield* call.fchmod(fd, mode);
    } catch {
      // The umask can only have made it stricter.
    }
    try {
      yield* syncDirectory(directory);
      return { fd };
    } catch (syncError) {
      return { fd, syncError };
    }
  }

  #goOnIn(file: SegmentFile, syncError: unknown): void {
    this.#ledger.complete(this.#file.segment, this.#file.size);
    this.#file = file;
    this.#isFileGone = false;
    if (syncError === undefined) return;
    // A file whose name may be lost confirms nothing.
    file.isTainted = true;
    this.#syncFailed(syncError);
  }

  #pathOf(segment: number): string {
    return join(this.#options.directory, this.#options.nameOf(segment));
  }

  #fileOf(segment: number, fd: number): SegmentFile {
    const { fileSystem } = this.#options;
    return new SegmentFile({ fileSystem, path: this.#pathOf(segment), segment, fd, size: 0 });
  }

  async #sync(): Promise<void> {
    if (!this.#needsSync()) return;
    const mark = this.#mark();
    try {
      await this.#file.sync();
    } catch (error) {
      if (!this.#isClosed) this.#syncFailed(error);
      return;
    }
    if (!this.#isClosed) this.#confirm(mark);
  }

  #needsSync(): boolean {
    return !this.#file.isTainted && this.#settledLines < this.#handled;
  }

  #mark(): Mark {
    return { lines: this.#handled, time: this.#writtenTime };
  }

  #confirm(mark: Mark): void {
    this.#confirmed = mark;
    this.#settledLines = mark.lines;
    this.stats.syncError = undefined;
    this.#segmentRetry.recovered();
  }

  #syncFailed(error: unknown): void {
    const { segment } = this.#file;
    const next = this.#queue.headerAfter(segment);
    this.#doubt = {
      after: this.#confirmed,
      ...(next === undefined ? {} : { until: { lines: next.seq - 1, time: next.time } }),
      reason: `sync failed: ${errnoOf(error) ?? 'unknown'}`,
    };
    this.#settledLines = this.#handled;
    // Where the next segment waits already, it is the one that goes on.
    if (next === undefined && this.#closing === undefined) this.#segmentRetry.schedule();
    // Also lines that were appended meanwhile: they go to the same file, which nothing can confirm any more.
    this.#acknowledgements.settleAll(false);
    this.stats.failedSyncs += 1;
    const from = this.#confirmed.lines + 1;
    this.stats.syncError = new JournalStoreError(
      'JOURNAL_STORE_SYNC_FAILED',
      `The disk did not confirm what was written to segment ${segment} of ${quote(this.path)} from line ${from} on: ${messageOf(error)}. Whether that survives a power cut is unknown; the event log goes on in its next segment.`,
      { path: this.path, segment, from },
      { cause: error },
    );
    this.#report(this.stats.syncError);
  }

  /** Whether the file that is written to still bears its name: else what goes there is lost. */
  async #lookAfterFile(isFlush: boolean): Promise<void> {
    const now = performance.now();
    if (this.#isFileGone) return;
    if (now < this.#lookAt && !isFlush) return this.#timers.armLook(this.#lookAt - now);
    this.#lookAt = now + LOOK_INTERVAL_MS;
    const reason = await this.#file.findOutWhyGone();
    if (reason === undefined || this.#isClosed) return;
    const others = await runProgram(this.#findOthersGone(), this.#options.fileSystem.async);
    if (!this.#isClosed) this.#loseFiles(reason, others);
  }

  #lookAfterFileSync(): void {
    // What is under way would come to its end in the midst of what is lost.
    if (this.#isFileGone || this.#file.isInFlight || this.#creating !== undefined) return;
    const reason = this.#file.findOutWhyGoneSync();
    if (reason === undefined) return;
    this.#loseFiles(reason, runProgramSync(this.#findOthersGone(), this.#options.fileSystem.sync));
  }

  /** Program: the earlier segments whose files are gone as well. */
  *#findOthersGone(): FileProgram<number[]> {
    const gone: number[] = [];
    for (const { segment } of this.#ledger.before(this.#file.segment)) {
      try {
        yield* call.lstat(this.#pathOf(segment));
      } catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) gone.push(segment);
      }
    }
    return gone;
  }

  /** Files are gone, the one that is written to among them: say what was in them, and go on in the next segment. */
  #loseFiles(reason: string, others: readonly number[]): void {
    const { segment, size } = this.#file;
    const isNextWaiting = this.#queue.segment !== segment;
    const closing = findClosingLine(this.#queue.drop(segment));
    const content = this.#ledger.take(segment, this.#lastLine());
    if (closing !== undefined) content.byType.delete('journal_session_end');
    const lines = this.#handled - content.from + 1;
    this.stats.lose(content.byType, { lines, bytes: size });
    const lost = others.map((other) => this.#ledger.take(other, this.#lastLine()));
    for (const { byType, from, to, bytes } of lost) this.stats.lose(byType, { lines: to - from + 1, bytes });
    this.#handled = content.to;
    this.#writtenTime = content.toTime;
    this.#confirm(this.#mark());
    this.#doubt = undefined;
    this.#isFileGone = true;
    this.#file.isTainted = true;
    this.#acknowledgements.settleAll(false);
    this.stats.syncError = fileGoneError(this.path, [...lost, content], reason);
    this.#report(this.stats.syncError);
    if (!isNextWaiting) this.#beginSegment(this.#newestTime);
    for (const one of [...lost, content]) this.#pushLoss(one, reason);
    if (closing !== undefined) {
      this.#pushLine(this.#lines.factsOf('journal_session_end'), closing.time, closing.data);
    }
    this.#timers.isHandOverDue = true;
  }

  #pushLoss({ from, to, fromTime, toTime, byType }: SegmentContent, reason: string): void {
    const events = eventsOf(byType);
    const encoded = toJsonText({
      from: this.#lines.iso(fromTime),
      to: this.#lines.iso(toTime),
      dropped: Object.values(events).reduce((sum, count) => sum + count, 0),
      by_type: events,
      reason,
      from_sequence: from,
      to_sequence: to,
    });
    const data = encoded.ok ? encoded.json : 'null';
    this.#pushLine(this.#lines.factsOf('journal_gap'), this.#newestTime, data);
  }

  #writeFailed(error: unknown): void {
    const { writeError } = this.stats;
    if (writeError !== undefined && errnoOf(writeError) === errnoOf(error)) return;
    this.stats.writeError = new JournalStoreError(
      'JOURNAL_STORE_WRITE_FAILED',
      `Lines of ${quote(this.path)} cannot be written: ${messageOf(error)}. They wait in memory; free space or mend the folder, writing resumes by itself.`,
      { path: this.path, queuedBytes: this.#queue.bytes },
      { cause: error },
    );
    this.#report(this.stats.writeError);
  }

  #report(error: Error): void {
    try {
      this.#options.onError?.(error);
    } catch {
      // The host's handler failed; there is nobody else to tell.
    }
  }

  async #close(): Promise<void> {
    // `#closing` is set before anything below goes on, so nothing is appended any more.
    await undefined;
    if (this.#isClosed) return;
    if (this.#gap.dropped > 0) this.#appendGap();
    // One under way may have taken only a part, and one that fails may be followed by one that does not.
    for (let left = CLOSING_ATTEMPTS; left > 0; left -= 1) {
      await this.#attempt();
      if (this.#isClosed) return;
      if (this.#isFinished()) break;
    }
    if (await this.#releaseReserve()) await this.#attempt();
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#timers.clear();
    this.#segmentRetry.begun();
    this.#giveUp();
    this.#acknowledgements.settleAll(false);
    this.#answerFlushers();
    await this.#file.close();
  }

  #isFinished(): boolean {
    return this.#queue.bytes === 0 && !this.#needsSync();
  }

  /** On a full disk the reserve is for the end of the session, and not for what waits before it. */
  async #releaseReserve(): Promise<boolean> {
    if (!this.#needsReserve()) return false;
    const { fileSystem } = this.#options;
    const isReleased = await runProgram(this.#releaseProgram(), fileSystem.async);
    if (isReleased && !this.#isClosed) this.#keepTheEnd();
    return isReleased && !this.#isClosed;
  }

  #releaseReserveSync(): boolean {
    if (!this.#needsReserve() || this.#file.isInFlight || this.#creating !== undefined) return false;
    if (!runProgramSync(this.#releaseProgram(), this.#options.fileSystem.sync)) return false;
    this.#keepTheEnd();
    return true;
  }

  #needsReserve(): boolean {
    return this.#queue.bytes > 0 && isFull(this.stats.writeError);
  }

  #releaseProgram(): FileProgram<boolean> {
    return releaseReserve(this.#options.directory, this.fileName);
  }

  /** Gives up the lines that wait, and appends what says so and the closing record in the next segment. */
  #keepTheEnd(): void {
    const batches = this.#queue.drop();
    const closing = findClosingLine(batches);
    const gap = new Gap();
    const from = this.#handled + 1;
    for (const batch of batches) {
      let lost = 0;
      forEachLostLine(batch, (type) => {
        lost += 1;
        if (type === 'journal_session_end' && closing !== undefined) return;
        this.stats.drop(type);
        if (!type.startsWith('journal_')) gap.add(type, batch.newestTime, 'the disk was full at the end');
      });
      this.stats.written += batch.lines - lost;
      this.stats.bytes += wholeBytes(batch);
      if (batch.segment === this.#file.segment) this.#file.cutAfter(batch);
    }
    this.#handled = this.stats.sequence;
    this.#beginSegment(this.#newestTime);
    this.#pushLine(
      this.#lines.factsOf('journal_gap'),
      this.#newestTime,
      JSON.stringify({
        from: this.#lines.iso(gap.dropped === 0 ? this.#newestTime : this.#writtenTime),
        to: this.#lines.iso(this.#newestTime),
        dropped: gap.dropped,
        by_type: gap.byType(),
        reason: gap.reason,
        from_sequence: from,
        to_sequence: this.#handled,
      }),
    );
    if (closing !== undefined) {
      this.#pushLine(this.#lines.factsOf('journal_session_end'), closing.time, closing.data);
    }
  }

  /** @returns whether everything is on the disk */
  #finishSync(): boolean {
    this.#lookAfterFileSync();
    let left = CLOSING_ATTEMPTS;
    while (left > 0 && !this.#tryWriteRestSync()) left -= 1;
    if (this.#releaseReserveSync()) this.#tryWriteRestSync();
    this.#giveUp();
    this.#syncSync();
    return this.stats.lastError === undefined && !this.#file.isTainted;
  }

  #tryWriteRestSync(): boolean {
    try {
      this.#writeRestSync();
      this.stats.writeError = undefined;
      return true;
    } catch (error) {
      this.#writeFailed(error);
      return false;
    }
  }

  #writeRestSync(): void {
    this.#queue.prepare(true);
    for (let batch = this.#queue.oldest; batch !== undefined; batch = this.#queue.oldest) {
      if (batch.segment === this.#file.segment) {
        this.#file.writeSync(batch);
        this.#wrote(batch);
      } else {
        this.#openSegmentSync(batch.segment);
      }
    }
  }

  #openSegmentSync(segment: number): void {
    this.#syncSync();
    const created = this.#createSegmentSync(segment);
    if (created === undefined) {
      this.#shiftSegments(segment);
      return;
    }
    this.#file.closeSync();
    this.#goOnIn(this.#fileOf(segment, created.fd), created.syncError);
  }

  #createSegmentSync(segment: number): CreatedSegment | undefined {
    try {
      return runProgramSync(this.#createSegment(segment), this.#options.fileSystem.sync);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
      return this.#creating === segment ? this.#openCreated(segment) : undefined;
    }
  }

  /** The file that our own asynchronous creation has made a moment ago. */
  #openCreated(segment: number): CreatedSegment | undefined {
    const { sync } = this.#options.fileSystem;
    const fd = sync.open(this.#pathOf(segment), OPEN_FLAGS.writeFile);
    const { kind, size } = sync.fstat(fd);
    if (kind === 'file' && size === 0) return { fd };
    sync.close(fd);
    return undefined;
  }

  #syncSync(): void {
    if (!this.#needsSync()) return;
    const mark = this.#mark();
    try {
      this.#file.syncSync();
    } catch (error) {
      this.#syncFailed(error);
      return;
    }
    this.#confirm(mark);
  }

  /** Count what cannot be written any more, and leave no half line behind. */
  #giveUp(): void {
    this.#queue.prepare(true);
    for (let batch = this.#queue.oldest; batch !== undefined; batch = this.#queue.oldest) {
      let lost = 0;
      forEachLostLine(batch, (type) => {
        this.stats.drop(type);
        lost += 1;
      });
      this.stats.written += batch.lines - lost;
      this.#handled += batch.lines - lost;
      this.stats.bytes += wholeBytes(batch);
      if (batch.segment === this.#file.segment) this.#file.cutAfter(batch);
      this.#queue.removeOldest();
    }
  }
}

/** JSON may have line breaks between its tokens, never inside of them. */
function onOneLine(data: string): string {
  return data.includes('\n') || data.includes('\r') ? data.replace(/[\r\n]/g, ' ') : data;
}

/** Whether a failure may be one of the open file only, which stays when its disk is back. */
function isDeadFile(error: unknown): boolean {
  return DEAD_FILE.includes(errnoOf(error) ?? '');
}

function fileGoneError(path: string, lost: readonly SegmentContent[], reason: string): JournalStoreError {
  const [from, to] = [lost[0]?.from, lost.at(-1)?.to];
  return new JournalStoreError(
    'JOURNAL_STORE_FILE_GONE',
    `Lines ${from} to ${to} of the event log ${quote(path)} are lost: ${reason}. The event log goes on in its next segment.`,
    { path, from, to, reason },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
