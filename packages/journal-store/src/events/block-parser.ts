import { isAscii, isUtf8 } from 'node:buffer';
import type { EventMatcher } from './event-matcher.js';
import type { DamagedSpan, EventBatch, EventRecord } from './event-record.js';
import { parseEventLine, scanEnvelope } from './parse-event-line.js';
import type { BlockReader } from './parse-segment.js';
import { recordsInDamage } from './records-in-damage.js';
import { tooLongSpan } from './too-long-span.js';

const NEWLINE = 0x0a;
const BLANK = /^[ \t\r\uFEFF]*$/;

/** Parses every line of a block that a filter lets pass. */
export class BlockParser implements BlockReader {
  readonly #segment: number;
  readonly #matcher: EventMatcher;
  readonly #maxLineBytes: number;
  nextLineNumber = 1;

  constructor(segment: number, matcher: EventMatcher, maxLineBytes: number) {
    this.#segment = segment;
    this.#matcher = matcher;
    this.#maxLineBytes = maxLineBytes;
  }

  read(block: Buffer, offset: number, lineNumber: number): EventBatch {
    this.nextLineNumber = lineNumber;
    const batch: (EventRecord | DamagedSpan)[] = [];
    // One decoding for the whole block where a character is a byte, which is nearly always.
    const text = isAscii(block) ? block.toString('latin1') : undefined;
    for (let start = 0; start < block.length; ) {
      const end = text === undefined ? block.indexOf(NEWLINE, start) : text.indexOf('\n', start);
      const line = text === undefined ? decode(block.subarray(start, end)) : text.slice(start, end);
      const reason = this.#add(batch, line, offset + start, end + 1 - start);
      if (reason !== undefined) {
        const place = { segment: this.#segment, byteOffset: offset + start, lineNumber: this.nextLineNumber };
        batch.push(...recordsInDamage(block.subarray(start, end + 1), reason, this.#matcher, place));
      }
      this.nextLineNumber += 1;
      start = end + 1;
    }
    return batch;
  }

  /** @returns why the line is damaged; undefined where it is a record, wanted or not, or blank */
  #add(
    batch: (EventRecord | DamagedSpan)[],
    line: string | undefined,
    byteOffset: number,
    length: number,
  ): string | undefined {
    const lineNumber = this.nextLineNumber;
    const segment = this.#segment;
    if (length > this.#maxLineBytes) {
      batch.push(tooLongSpan({ segment, byteOffset, lineNumber }, length, this.#maxLineBytes));
      return undefined;
    }
    if (line === undefined) return 'no UTF-8';
    if (this.#matcher.isNeeded) {
      const envelope = scanEnvelope(line);
      if (envelope !== undefined && !this.#matcher.matches(envelope)) return undefined;
    }
    const parsed = parseEventLine(line);
    if (!('record' in parsed)) return BLANK.test(line) ? undefined : parsed.reason;
    if (this.#matcher.matches(parsed.record)) {
      // A copy with these would take as long as parsing the line.
      const event = parsed.record as EventRecord;
      event.segment = segment;
      event.byteOffset = byteOffset;
      event.lineNumber = lineNumber;
      batch.push(event);
    }
    return undefined;
  }
}

/** A line as text, or undefined if it is no UTF-8. */
function decode(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString() : undefined;
}
