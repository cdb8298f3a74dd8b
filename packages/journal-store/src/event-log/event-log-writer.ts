import { join } from 'node:path';
import {
  createFileExclusive,
  errnoOf,
  type FileProgram,
  type FileSystem,
  OPEN_FLAGS,
  runProgram,
  runProgramSync,
  syncDirectory,
} from '@opta/journal-fs';
import {
  HAND_OVER_MS,
  MAX_TYPES,
  OTHER_TYPES,
  OWN_RECORD_RESERVE_BYTES,
  RETRY_FIRST_MS,
  RETRY_LONGEST_MS,
  SYNC_UNSUPPORTED,
} from '../constants.js';
import { JournalStoreError, quote } from '../errors.js';
import { toJsonText } from '../json/to-json-text.js';
import { forEachLostLine, wholeBytes } from './count-lost-lines.js';
import type { AppendRecord, EventLog, EventLogStats } from './event-log.js';
import { Gap } from './gap.js';
import type { JournalStart } from './journal-start.js';
import { journalStartData } from './journal-start-data.js';
import { type Batch, LineQueue, type SegmentHeader } from './line-queue.js';
import { LineWriter, type TypeFacts } from './line-writer.js';
import { writableTime } from './time-stamper.js';

const ACCEPTED = Promise.resolve(true);
const DROPPED = Promise.resolve(false);

/** Further attempts to write at the end: for a failure that does not last, not for a full disk. */
const CLOSING_ATTEMPTS = 2;

export interface EventLogWriterOptions {
  fileSystem: FileSystem;
  directory: string;
  /** Name of the file of a segment. */
  nameOf(segment: number): string;
  mode: number;
  /** The first segment, open for writing. Its first line is in it and synced. */
  fd: number;
  headerBytes: number;
  start: JournalStart;
  durability: 'buffered' | 'durable';
  flushIntervalMs: number;
  maxBufferBytes: number;
  maxEventLogBytes: number;
  onError: ((error: Error) => void) | undefined;
}

/** Appends of durable mode that one sync confirms. */
interface Group {
  promise: Promise<boolean>;
  resolve(isDurable: boolean): void;
}

type MutableStats = { -readonly [K in keyof EventLogStats]: EventLogStats[K] } & {
  droppedByType: Record<string, number>;
};

/**
 * The one writer of an event log. Lines collect in a queue; one asynchronous call at a time brings them to the
 * file, each batch to its own place, so that a write that was cut short or is repeated never doubles a byte.
 */
export class EventLogWriter implements EventLog {
  readonly fileName: string;
  readonly path: string;
  readonly stats: EventLogStats;

  readonly #options: EventLogWriterOptions;
  readonly #fileSystem: FileSystem;
  readonly #isDurable: boolean;
  readonly #counts: MutableStats;
  readonly #lines: LineWriter;
  readonly #queue: LineQueue;

  /** The open segment; -1 once it was given up for closing. */
  #fd: number;
  #segment = 1;
  #position: number;
  /** A sync of the open segment failed, so that no later one means anything. */
  #isTainted = false;
  #canSync = true;
  #unsyncedBytes = 0;
  /** Lines that the last good sync confirmed, and the time of the newest of them. */
  #syncedLines = 1;
  #syncedTime: number;
  #newestTime: number;

  #droppedTypes = 0;
  #gap = new Gap();
  #needsSegment = false;
  #syncGap: Record<string, unknown> | undefined;

  #group: Group | undefined;
  #takenGroups: Group[] = [];
  #flushers: (() => void)[] = [];
  #isHandOverDue = false;
  #isSyncDue = false;
  #handOverTimer: NodeJS.Timeout | undefined;
  #syncTimer: NodeJS.Timeout | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  #retryPauseMs = RETRY_FIRST_MS;

  #isRunning = false;
  /** The descriptor on which a call is under way in another thread, or -1. */
  #inFlightFd = -1;
  /** The segment whose file is being created. */
  #creating: number | undefined;
  #closing: Promise<void> | undefined;
  #isClosed = false;
  #closesLate = -1;

  #writeError: Error | undefined;
  #syncError: Error | undefined;

  constructor(options: EventLogWriterOptions) {
    this.#options = options;
    this.#fileSystem = options.fileSystem;
    this.#isDurable = options.durability === 'durable';
    this.#lines = new LineWriter(options.start.timeZone);
    this.#queue = new LineQueue({
      segmentBytes: options.headerBytes,
      encodeHeader: (segment, header) => encodeHeader(this.#lines, options.start, segment, header),
    });
    this.#fd = options.fd;
    this.#position = options.headerBytes;
    this.#newestTime = options.start.startedAt;
    this.#syncedTime = options.start.startedAt;
    this.fileName = options.nameOf(1);
    this.path = join(options.directory, this.fileName);
    const queue = this.#queue;
    const lastError = (): Error | undefined => this.#writeError ?? this.#syncError;
    this.#counts = {
      written: 1,
      dropped: 0,
      droppedByType: Object.create(null) as Record<string, number>,
      bytes: options.headerBytes,
      segments: 1,
      sequence: 1,
      failedSyncs: 0,
      get queuedBytes() {
        return queue.bytes;
      },
      get lastError() {
        return lastError();
      },
    };
    this.stats = this.#counts;
  }

  append(record: AppendRecord): Promise<boolean> {
    const facts = this.#lines.factsOf(record.type);
    const time = writableTime(record.time);
    if (!this.#hasRoom(record.data.length, facts)) return this.#drop(record.type, time);
    if (this.#gap.dropped > 0) this.#appendGap();
    this.#push(facts, time, record.data);
    if (this.#isDurable) return this.#joinGroup();
    if (facts.isUrgent) this.#isSyncDue = true;
    if (facts.isUrgent || this.#queue.oldest !== undefined) this.#kick();
    this.#armTimers();
    return ACCEPTED;
  }

  async flush(): Promise<void> {
    if (this.#isClosed) return;
    await this.#attempt();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  closeSync(): void {
    if (this.#isClosed) return;
    this.#closing ??= Promise.resolve();
    this.#isClosed = true;
    this.#clearTimers();
    if (this.#gap.dropped > 0) this.#appendGap();
    let isConfirmed = false;
    try {
      this.#writeRestSync();
      this.#writeError = undefined;
      isConfirmed = this.#syncSync();
    } catch (error) {
      this.#failedToWrite(error);
      this.#giveUpSync();
    }
    this.#settleGroups(isConfirmed);
    const fd = this.#fd;
    this.#fd = -1;
    this.#closeNowOrLater(fd);
    for (const flushed of this.#flushers.splice(0)) flushed();
  }

  #hasRoom(length: number, facts: TypeFacts): boolean {
    if (this.#closing !== undefined) return false;
    const { maxBufferBytes } = this.#options;
    if (facts.isOwn) return this.#queue.bytes + length <= maxBufferBytes + OWN_RECORD_RESERVE_BYTES;
    // Once full, half of it must be free again: else every second line would be a gap.
    const limit = this.#gap.dropped > 0 ? maxBufferBytes / 2 : maxBufferBytes;
    return this.#queue.bytes + length <= limit;
  }

  #drop(type: string, time: number): Promise<boolean> {
    this.#countDropped(type);
    if (this.#closing === undefined) this.#gap.add(type, time, this.#whyFull());
    return DROPPED;
  }

  #whyFull(): string {
    if (this.#writeError === undefined) return 'events came faster than the disk took them';
    return `writing failed: ${errnoOf(this.#writeError) ?? 'no progress'}`;
  }

  #countDropped(type: string): void {
    const { droppedByType } = this.#counts;
    this.#counts.dropped += 1;
    if (!(type in droppedByType)) this.#droppedTypes += 1;
    const row = type in droppedByType || this.#droppedTypes <= MAX_TYPES ? type : OTHER_TYPES;
    droppedByType[row] = (droppedByType[row] ?? 0) + 1;
  }

  #push(facts: TypeFacts, time: number, data: string): void {
    if (this.#needsSegment || this.#queue.segmentBytes >= this.#options.maxEventLogBytes) {
      this.#beginSegment(time);
    }
    if (this.#syncGap !== undefined) this.#pushSyncGap(this.#syncGap, time);
    const line = this.#lines.write(this.#nextSequence(), facts, time, onOneLine(data));
    this.#queue.push(line);
    this.#newestTime = time;
  }

  #nextSequence(): number {
    this.#counts.sequence += 1;
    return this.#counts.sequence;
  }

  #beginSegment(time: number): void {
    this.#needsSegment = false;
    this.#queue.beginSegment({ seq: this.#nextSequence(), time });
    this.#counts.segments += 1;
  }

  #pushSyncGap(gap: Record<string, unknown>, time: number): void {
    this.#syncGap = undefined;
    const facts = this.#lines.factsOf('journal_gap');
    this.#queue.push(this.#lines.write(this.#nextSequence(), facts, time, JSON.stringify(gap)));
  }

  #appendGap(): void {
    const gap = this.#gap;
    this.#gap = new Gap();
    const data = {
      from: this.#lines.iso(gap.from),
      to: this.#lines.iso(gap.to),
      dropped: gap.dropped,
      by_type: gap.byType(),
      reason: gap.reason,
    };
    const encoded = toJsonText(data);
    this.#push(this.#lines.factsOf('journal_gap'), gap.to, encoded.ok ? encoded.json : 'null');
  }

  #joinGroup(): Promise<boolean> {
    if (this.#group === undefined) {
      this.#group = createGroup();
      // Everything that this turn appends shares the sync.
      queueMicrotask(() => this.#kick());
    }
    return this.#group.promise;
  }

  #armTimers(): void {
    const { flushIntervalMs } = this.#options;
    this.#syncTimer ??= setTimeout(() => {
      this.#syncTimer = undefined;
      this.#isSyncDue = true;
      this.#kick();
    }, flushIntervalMs).unref();
    if (flushIntervalMs <= HAND_OVER_MS) return;
    this.#handOverTimer ??= setTimeout(() => {
      this.#handOverTimer = undefined;
      this.#isHandOverDue = true;
      this.#kick();
    }, HAND_OVER_MS).unref();
  }

  #clearTimers(): void {
    clearTimeout(this.#handOverTimer);
    clearTimeout(this.#syncTimer);
    clearTimeout(this.#retryTimer);
    this.#handOverTimer = undefined;
    this.#syncTimer = undefined;
    this.#retryTimer = undefined;
  }

  /** One attempt to write all, also if the next one would be due later. Ends when it has ended, either way. */
  #attempt(): Promise<void> {
    return new Promise((resolve) => {
      this.#flushers.push(resolve);
      clearTimeout(this.#retryTimer);
      this.#retryTimer = undefined;
      this.#kick();
    });
  }

  #kick(): void {
    if (this.#isRunning || this.#isClosed || this.#retryTimer !== undefined) return;
    this.#isRunning = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    let isGoing = true;
    while (isGoing && !this.#isClosed && this.#hasWork()) isGoing = await this.#cycle();
    this.#isRunning = false;
    // Who joined a cycle that failed has had his attempt.
    if (!isGoing) for (const flushed of this.#flushers.splice(0)) flushed();
  }

  #hasWork(): boolean {
    return (
      this.#queue.oldest !== undefined ||
      this.#isHandOverDue ||
      this.#isSyncDue ||
      this.#group !== undefined ||
      this.#flushers.length > 0
    );
  }

  /** Write what is due, then sync if that is due. False after a failure. */
  async #cycle(): Promise<boolean> {
    const flushers = this.#flushers.splice(0);
    const isSyncDue = this.#isSyncDue || this.#isDurable || this.#closing !== undefined;
    const takesAll = isSyncDue || this.#isHandOverDue || flushers.length > 0;
    if (this.#group !== undefined) this.#takenGroups.push(this.#group);
    this.#group = undefined;
    this.#isHandOverDue = false;
    this.#isSyncDue = false;
    try {
      await this.#writeBatches(this.#queue.prepare(takesAll));
      if (this.#isClosed) return false;
      this.#recovered();
      if (isSyncDue) this.#settleGroups(await this.#sync());
      if (this.#gap.dropped > 0 && this.#closing === undefined) this.#appendGapWhenHalfFree();
      return true;
    } catch (error) {
      if (this.#isClosed) return false;
      this.#isSyncDue ||= isSyncDue;
      this.#failedToWrite(error);
      this.#scheduleRetry();
      return false;
    } finally {
      for (const flushed of flushers) flushed();
    }
  }

  #appendGapWhenHalfFree(): void {
    if (this.#queue.bytes > this.#options.maxBufferBytes / 2) return;
    this.#appendGap();
    this.#isHandOverDue = true;
  }

  async #writeBatches(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 1) {
      const batch = this.#queue.oldest;
      if (batch === undefined) return;
      while (batch.segment !== this.#segment) {
        await this.#openSegment(batch);
        if (this.#isClosed) return;
      }
      await this.#writeBatch(batch);
      if (this.#isClosed) return;
    }
  }

  async #writeBatch(batch: Batch): Promise<void> {
    const { async } = this.#fileSystem;
    batch.position ??= this.#position;
    while (batch.written < batch.length) {
      const count = await this.#inFlight(
        async.write(
          this.#fd,
          batch.buffer,
          batch.written,
          batch.length - batch.written,
          batch.position + batch.written,
        ),
      );
      if (this.#isClosed) return;
      if (count <= 0) throw noProgress(this.path);
      batch.written += count;
    }
    this.#wrote(batch);
  }

  #wrote(batch: Batch): void {
    this.#position = (batch.position ?? this.#position) + batch.length;
    this.#unsyncedBytes += batch.length;
    this.#counts.written += batch.lines;
    this.#counts.bytes += batch.length;
    this.#queue.removeOldest();
  }

  async #inFlight<T>(work: Promise<T>): Promise<T> {
    this.#inFlightFd = this.#fd;
    try {
      return await work;
    } finally {
      this.#inFlightFd = -1;
      if (this.#closesLate !== -1) closeQuietly(this.#fileSystem, this.#closesLate);
      this.#closesLate = -1;
    }
  }

  /** A call that still runs in another thread must not find another file under this number. */
  #closeNowOrLater(fd: number): void {
    if (fd === this.#inFlightFd) this.#closesLate = fd;
    else closeQuietly(this.#fileSystem, fd);
  }

  async #openSegment(batch: Batch): Promise<void> {
    await this.#sync();
    if (this.#isClosed) return;
    const { segment } = batch;
    this.#creating = segment;
    let fd: number;
    try {
      fd = await runProgram(this.#createSegment(segment), this.#fileSystem.async);
    } catch (error) {
      if (this.#isClosed) return;
      this.#creating = undefined;
      if (errnoOf(error) !== 'EEXIST') throw error;
      this.#queue.shiftSegments(segment);
      return;
    }
    if (this.#isClosed) return closeQuietly(this.#fileSystem, fd);
    this.#creating = undefined;
    const old = this.#fd;
    this.#entered(segment, fd);
    await this.#fileSystem.async.close(old).catch(() => undefined);
  }

  *#createSegment(segment: number): FileProgram<number> {
    const { directory, nameOf, mode } = this.#options;
    const fd = yield* createFileExclusive(join(directory, nameOf(segment)), mode);
    try {
      yield* syncDirectory(directory);
    } catch {
      // The sync of the file, which follows, tells whether this disk can be trusted.
    }
    return fd;
  }

  #entered(segment: number, fd: number): void {
    this.#fd = fd;
    this.#segment = segment;
    this.#position = 0;
    this.#isTainted = false;
  }

  /** @returns whether everything written so far is on the disk */
  async #sync(): Promise<boolean> {
    if (!this.#needsSync()) return !this.#isTainted;
    const before = this.#syncState();
    try {
      await this.#inFlight(this.#fileSystem.async.fdatasync(this.#fd));
    } catch (error) {
      return !this.#isClosed && this.#failedToSync(error);
    }
    if (!this.#isClosed) this.#synced(before);
    return true;
  }

  #needsSync(): boolean {
    return this.#canSync && !this.#isTainted && this.#unsyncedBytes > 0;
  }

  #syncState(): { bytes: number; lines: number; time: number } {
    return { bytes: this.#unsyncedBytes, lines: this.#counts.written, time: this.#newestTime };
  }

  #synced(before: { bytes: number; lines: number; time: number }): void {
    this.#unsyncedBytes -= before.bytes;
    this.#syncedLines = before.lines;
    this.#syncedTime = before.time;
    this.#syncError = undefined;
  }

  /** @returns whether that may be taken as a success, where the file system cannot sync at all */
  #failedToSync(error: unknown): boolean {
    if (SYNC_UNSUPPORTED.includes(errnoOf(error) ?? '')) {
      this.#canSync = false;
      return true;
    }
    const from = this.#syncedLines + 1;
    const to = this.#counts.written;
    this.#counts.failedSyncs += 1;
    this.#isTainted = true;
    // Where the next segment waits already, it is the one that goes on.
    this.#needsSegment = this.#queue.segment === this.#segment;
    this.#unsyncedBytes = 0;
    // Also lines that were appended meanwhile: they go to the same file, which nothing can confirm any more.
    if (this.#group !== undefined) this.#takenGroups.push(this.#group);
    this.#group = undefined;
    this.#settleGroups(false);
    this.#syncGap = {
      from: this.#lines.iso(this.#syncedTime),
      to: this.#lines.iso(this.#newestTime),
      dropped: 0,
      by_type: {},
      reason: `sync failed: ${errnoOf(error) ?? 'unknown'}`,
      from_sequence: from,
      to_sequence: to,
    };
    this.#syncError = new JournalStoreError(
      'JOURNAL_STORE_SYNC_FAILED',
      `The disk did not confirm lines ${from} to ${to} of ${quote(this.path)}: ${messageOf(error)}. Whether they survive a power cut is unknown; the event log goes on in its next segment.`,
      { path: this.path, from, to },
      { cause: error },
    );
    this.#report(this.#syncError);
    return false;
  }

  #recovered(): void {
    this.#writeError = undefined;
    this.#retryPauseMs = RETRY_FIRST_MS;
  }

  #failedToWrite(error: unknown): void {
    const isNew = this.#writeError === undefined || errnoOf(this.#writeError) !== errnoOf(error);
    if (!isNew) return;
    this.#writeError = new JournalStoreError(
      'JOURNAL_STORE_WRITE_FAILED',
      `Lines of ${quote(this.path)} cannot be written: ${messageOf(error)}. They wait in memory; free space or mend the folder, writing resumes by itself.`,
      { path: this.path, queuedBytes: this.#queue.bytes },
      { cause: error },
    );
    this.#report(this.#writeError);
  }

  #report(error: Error): void {
    try {
      this.#options.onError?.(error);
    } catch {
      // The host's handler failed; there is nobody else to tell.
    }
  }

  #scheduleRetry(): void {
    if (this.#closing !== undefined) return;
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = undefined;
      this.#isHandOverDue = true;
      this.#kick();
    }, this.#retryPauseMs).unref();
    this.#retryPauseMs = Math.min(this.#retryPauseMs * 2, RETRY_LONGEST_MS);
  }

  #settleGroups(isDurable: boolean): void {
    for (const group of this.#takenGroups.splice(0)) group.resolve(isDurable);
    if (!this.#isClosed) return;
    this.#group?.resolve(isDurable);
    this.#group = undefined;
  }

  async #close(): Promise<void> {
    // From here on append refuses, because #closing is set before anything below continues.
    await undefined;
    if (this.#isClosed) return;
    if (this.#gap.dropped > 0) this.#appendGap();
    await this.#attempt();
    // A cycle that was under way had taken only a part, or it failed and the next one may not.
    for (let left = CLOSING_ATTEMPTS; left > 0 && this.#queue.bytes > 0 && !this.#isClosed; left -= 1) {
      await this.#attempt();
    }
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#clearTimers();
    if (this.#queue.bytes > 0) this.#giveUpSync();
    this.#settleGroups(false);
    const fd = this.#fd;
    this.#fd = -1;
    await this.#fileSystem.async.close(fd).catch(() => undefined);
  }

  #writeRestSync(): void {
    this.#queue.prepare(true);
    for (let batch = this.#queue.oldest; batch !== undefined; batch = this.#queue.oldest) {
      if (batch.segment !== this.#segment) {
        this.#openSegmentSync(batch);
        continue;
      }
      batch.position ??= this.#position;
      this.#writeBatchSync(batch, batch.position);
      this.#wrote(batch);
    }
  }

  /** From its first byte, also if a write of it is under way: the same bytes at the same place. */
  #writeBatchSync(batch: Batch, position: number): void {
    const { sync } = this.#fileSystem;
    for (let done = 0; done < batch.length; ) {
      const count = sync.write(this.#fd, batch.buffer, done, batch.length - done, position + done);
      if (count <= 0) throw noProgress(this.path);
      done += count;
      batch.written = Math.max(batch.written, done);
    }
  }

  #openSegmentSync(batch: Batch): void {
    this.#syncSync();
    const { sync } = this.#fileSystem;
    const { segment } = batch;
    let fd: number;
    try {
      fd = runProgramSync(this.#createSegment(segment), sync);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
      const created = this.#creating === segment ? this.#openCreated(segment) : undefined;
      if (created === undefined) {
        this.#queue.shiftSegments(segment);
        return;
      }
      fd = created;
    }
    this.#closeNowOrLater(this.#fd);
    this.#entered(segment, fd);
  }

  /** The file that our own asynchronous creation has made a moment ago. */
  #openCreated(segment: number): number | undefined {
    const { sync } = this.#fileSystem;
    const fd = sync.open(join(this.#options.directory, this.#options.nameOf(segment)), OPEN_FLAGS.writeFile);
    const { kind, size } = sync.fstat(fd);
    if (kind === 'file' && size === 0) return fd;
    closeQuietly(this.#fileSystem, fd);
    return undefined;
  }

  #syncSync(): boolean {
    if (this.#isTainted) return false;
    if (!this.#canSync) return true;
    const before = this.#syncState();
    try {
      this.#fileSystem.sync.fsync(this.#fd);
    } catch (error) {
      return this.#failedToSync(error);
    }
    this.#synced(before);
    return true;
  }

  /** Count what cannot be written any more, and take the half line away that an attempt may have left. */
  #giveUpSync(): void {
    this.#queue.prepare(true);
    for (let batch = this.#queue.oldest; batch !== undefined; batch = this.#queue.oldest) {
      let lost = 0;
      forEachLostLine(batch, (type) => {
        this.#countDropped(type);
        lost += 1;
      });
      this.#counts.written += batch.lines - lost;
      if (batch.written > 0 && batch.segment === this.#segment && this.#inFlightFd === -1) {
        const whole = wholeBytes(batch);
        this.#counts.bytes += whole;
        truncateQuietly(this.#fileSystem, this.#fd, (batch.position ?? 0) + whole);
      }
      this.#queue.removeOldest();
    }
  }
}

/** The first line of a segment. */
export function encodeHeader(
  lines: LineWriter,
  start: JournalStart,
  segment: number,
  header: SegmentHeader,
): Buffer {
  const encoded = toJsonText(journalStartData({ ...start, segment }));
  const facts = lines.factsOf('journal_session_start');
  return Buffer.from(lines.write(header.seq, facts, header.time, encoded.ok ? encoded.json : 'null'));
}

/** JSON may have line breaks between its tokens, never inside of them. */
function onOneLine(data: string): string {
  return data.includes('\n') || data.includes('\r') ? data.replace(/[\r\n]/g, ' ') : data;
}

function createGroup(): Group {
  let resolve: (isDurable: boolean) => void = () => undefined;
  const promise = new Promise<boolean>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function noProgress(path: string): Error {
  return new Error(`the system took no byte for ${quote(path)}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function closeQuietly(fileSystem: FileSystem, fd: number): void {
  try {
    fileSystem.sync.close(fd);
  } catch {
    // A close that fails has closed.
  }
}

function truncateQuietly(fileSystem: FileSystem, fd: number, length: number): void {
  try {
    fileSystem.sync.ftruncate(fd, length);
  } catch {
    // Readers know an unfinished line when they see one.
  }
}
