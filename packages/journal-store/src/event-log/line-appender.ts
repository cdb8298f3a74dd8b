import { errnoOf } from '@opta/journal-fs';
import { OWN_RECORD_RESERVE_BYTES } from '../constants.js';
import { quoteJson } from '../json/quote-json.js';
import { CLOSING_TYPE, type ClosingLine } from './closing-line.js';
import { encodeHeader } from './encode-header.js';
import type { AppendRecord } from './event-log.js';
import { EventLogCounts } from './event-log-counts.js';
import { Gap } from './gap.js';
import { formatGap, type GapRecord } from './gap-record.js';
import type { JournalStart } from './journal-start.js';
import type { LineMark } from './line-mark.js';
import { LineQueue } from './line-queue.js';
import type { LineWriter, TypeFacts } from './line-writer.js';
import { SegmentLedger } from './segment-ledger.js';
import { SegmentRetry } from './segment-retry.js';
import { writableTime } from './time-stamper.js';

export interface LineAppenderOptions {
  start: JournalStart;
  lines: LineWriter;
  /** Bytes of the first line, which is in the first segment already. */
  headerBytes: number;
  maxBufferBytes: number;
  maxEventLogBytes: number;
}

/** Lines that a failed sync has left in doubt, until their `journal_gap` is appended. */
interface Doubt {
  after: LineMark;
  /** Absent as long as lines still go to the segment in doubt. */
  until?: LineMark;
  reason: string;
}

/** Gives lines their numbers and segments, and leaves a `journal_gap` where some are missing or in doubt. */
export class LineAppender {
  readonly queue: LineQueue;
  readonly ledger: SegmentLedger;
  readonly stats: EventLogCounts;
  readonly #lines: LineWriter;
  readonly #maxBufferBytes: number;
  readonly #maxEventLogBytes: number;
  readonly #segmentRetry = new SegmentRetry();
  #newestTime: number;
  #gap = new Gap();
  #doubt: Doubt | undefined;
  #closing: ClosingLine | undefined;
  #isEnded = false;

  constructor({ start, lines, headerBytes, maxBufferBytes, maxEventLogBytes }: LineAppenderOptions) {
    this.#lines = lines;
    this.#maxBufferBytes = maxBufferBytes;
    this.#maxEventLogBytes = maxEventLogBytes;
    this.queue = new LineQueue({
      segmentBytes: headerBytes,
      encodeHeader: (segment, header) => encodeHeader(lines, start, segment, header),
    });
    this.ledger = new SegmentLedger(start.startedAt, () => lines.takeCounts());
    this.stats = new EventLogCounts(this.queue, headerBytes);
    this.#newestTime = start.startedAt;
  }

  /** The last line that was appended. */
  get last(): LineMark {
    return { sequence: this.stats.sequence, time: this.#newestTime };
  }

  /** The closing record, if it is the last line. */
  get closing(): ClosingLine | undefined {
    return this.#closing?.sequence === this.stats.sequence ? this.#closing : undefined;
  }

  /** @returns what is known of its type; undefined if the line found no room and was counted */
  append(record: AppendRecord): TypeFacts | undefined {
    const facts = this.#lines.factsOf(record.type);
    const time = writableTime(record.time);
    if (!this.#hasRoom(facts.text.length + record.data.length, facts)) {
      this.#drop(record.type, time);
      return undefined;
    }
    if (this.#gap.dropped > 0) this.#appendDropped();
    const data = record.isOneLine === true ? record.data : onOneLine(record.data);
    this.#prepareSegment(time);
    this.#pushLine(facts, time, record.feedId === undefined ? data : `${data}${feedIdKey(record.feedId)}`);
    if (facts.isOwn && record.type === CLOSING_TYPE) this.#rememberClosing(data, record.renew);
    return facts;
  }

  /** Appends the `journal_gap` of what was dropped once half of the buffer is free. @returns whether it did */
  appendDroppedIfHalfFree(): boolean {
    if (this.#gap.dropped === 0 || this.queue.bytes > this.#maxBufferBytes / 2) return false;
    this.#appendDropped();
    return true;
  }

  /** Appends a `journal_gap`, also where there is no room. */
  appendGap(gap: GapRecord): void {
    this.#pushGap(gap, this.#newestTime);
  }

  /** Appends the closing record once more, as it is by now, so that it is the last line again. */
  appendClosing({ time, data, renew }: ClosingLine): void {
    const renewed = renew === undefined ? data : onOneLine(renew());
    this.#pushLine(this.#lines.factsOf(CLOSING_TYPE), time, renewed);
    this.#rememberClosing(renewed, renew);
  }

  /** Appends the `journal_gap` of the lines in doubt, outside of the segment in doubt. @returns whether it did */
  appendDoubt(): boolean {
    const { last } = this;
    const doubt = this.#doubt;
    if (doubt === undefined) return false;
    if (doubt.until === undefined) this.beginSegment();
    this.#pushDoubt(doubt, doubt.until ?? last, last.time);
    return true;
  }

  beginSegment(time = this.#newestTime): void {
    this.#segmentRetry.begun();
    const { last } = this;
    if (this.#doubt !== undefined) this.#doubt.until ??= last;
    this.#lines.beginSegment();
    this.queue.beginSegment({ seq: this.stats.nextSequence(), time });
    this.ledger.begin(this.queue.segment, last, time);
    this.stats.segments += 1;
  }

  /** The name of a segment is taken: it and all that follow get the next number. */
  shiftSegments(from: number): void {
    this.queue.shiftSegments(from);
    this.ledger.shift(from);
  }

  /** A sync of a segment's file has failed: all lines after the given one that went to it are in doubt. */
  leaveInDoubt(segment: number, after: LineMark, reason: string): void {
    const next = this.queue.headerAfter(segment);
    this.#doubt = {
      after,
      ...(next === undefined ? {} : { until: { sequence: next.seq - 1, time: next.time } }),
      reason,
    };
    // Where the next segment waits already, it is the one that goes on.
    if (next === undefined && !this.#isEnded) this.#segmentRetry.schedule();
  }

  /** The lines in doubt are gone, and that is told otherwise. */
  forgetDoubt(): void {
    this.#doubt = undefined;
  }

  /** A sync has gone well. */
  syncSucceeded(): void {
    this.#segmentRetry.recovered();
  }

  /** From here on every event is dropped. */
  end(): void {
    if (this.#isEnded) return;
    if (this.#gap.dropped > 0) this.#appendDropped();
    this.#isEnded = true;
    this.#segmentRetry.begun();
  }

  #hasRoom(length: number, facts: TypeFacts): boolean {
    if (this.#isEnded) return false;
    const bytes = this.queue.bytes + length;
    if (facts.isOwn) return bytes <= this.#maxBufferBytes + OWN_RECORD_RESERVE_BYTES;
    // Once full, half of it must be free again: else every second line would be a gap.
    return bytes <= (this.#gap.dropped > 0 ? this.#maxBufferBytes / 2 : this.#maxBufferBytes);
  }

  #drop(type: string, time: number): void {
    this.stats.drop(type);
    if (!this.#isEnded) this.#gap.add(type, time, this.#whyFull());
  }

  #whyFull(): string {
    const { writeError } = this.stats;
    if (writeError === undefined) return 'events came faster than the disk took them';
    return `writing failed: ${errnoOf(writeError) ?? 'no progress'}`;
  }

  #appendDropped(): void {
    const gap = this.#gap;
    this.#gap = new Gap();
    this.#prepareSegment(gap.to);
    this.#pushGap(gap, gap.to);
  }

  #prepareSegment(time: number): void {
    if (this.#segmentRetry.isDue || this.queue.segmentBytes >= this.#maxEventLogBytes) {
      this.beginSegment(time);
    }
    if (this.#doubt?.until !== undefined) this.#pushDoubt(this.#doubt, this.#doubt.until, time);
  }

  #pushDoubt({ after, reason }: Doubt, until: LineMark, time: number): void {
    this.#doubt = undefined;
    const sequences = { from: after.sequence + 1, to: until.sequence };
    this.#pushGap({ from: after.time, to: until.time, dropped: 0, byType: {}, reason, sequences }, time);
  }

  #pushGap(gap: GapRecord, time: number): void {
    const data = formatGap(gap, (instant) => this.#lines.iso(instant));
    this.#pushLine(this.#lines.factsOf('journal_gap'), time, data);
  }

  #pushLine(facts: TypeFacts, time: number, data: string): void {
    this.queue.push(this.#lines.write(this.stats.nextSequence(), facts, time, data), time);
    this.#newestTime = time;
  }

  #rememberClosing(data: string, renew: ClosingLine['renew']): void {
    this.#closing = { ...this.last, data, renew };
  }
}

/** What follows the data in a line, for readers a key among others. */
function feedIdKey(feedId: string): string {
  return `,"feed_id":${quoteJson(feedId)}`;
}

/** JSON may have line breaks between its tokens, never inside of them. */
function onOneLine(data: string): string {
  return data.includes('\n') || data.includes('\r') ? data.replace(/[\r\n]/g, ' ') : data;
}
