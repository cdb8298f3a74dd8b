import { isAscii, isUtf8 } from 'node:buffer';
import { READ_BUFFER_BYTES } from '../constants.js';
import { type ByteSource, CompressionError } from './byte-source.js';
import type { EventMatcher } from './event-matcher.js';
import type { DamagedSpan, EventRecord } from './event-record.js';
import { parseEventLine, scanEnvelope } from './parse-event-line.js';
import { recordsInDamage } from './records-in-damage.js';

const NEWLINE = 0x0a;
const BLANK = /^[ \t\r\uFEFF]*$/;

/** Every record of one segment in constant memory, and every span that is none. */
export async function* readSegment(
  source: ByteSource,
  segment: number,
  matcher: EventMatcher,
  maxLineBytes: number,
): AsyncGenerator<EventRecord | DamagedSpan> {
  let buffer: Buffer = Buffer.allocUnsafeSlow(READ_BUFFER_BYTES);
  /** Bytes in the buffer, and where the first of them stands in the file. */
  let filled = 0;
  let offset = 0;
  let lineNumber = 1;
  /** Bytes of a line that is longer than we read, already thrown away. */
  let skipped = 0;
  let damage: CompressionError | undefined;
  const parser = new BlockParser(segment, matcher, maxLineBytes);

  for (;;) {
    let count = 0;
    try {
      count = await source.read(buffer, filled);
    } catch (error) {
      if (!(error instanceof CompressionError)) throw error;
      damage = error;
    }
    const searchFrom = filled;
    filled += count;
    const end = count === 0 ? 0 : buffer.subarray(searchFrom, filled).lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      if (count === 0) break;
      if (filled < buffer.length) continue;
      if (filled < maxLineBytes && skipped === 0) {
        buffer = grow(buffer, Math.min(buffer.length * 2, maxLineBytes));
        continue;
      }
      skipped += filled;
      offset += filled;
      filled = 0;
      continue;
    }
    const blockEnd = searchFrom + end;
    let start = 0;
    if (skipped > 0) {
      start = buffer.indexOf(NEWLINE) + 1;
      yield tooLong(segment, offset - skipped, skipped + start, lineNumber, maxLineBytes);
      lineNumber += 1;
      skipped = 0;
    }
    yield* parser.parse(buffer.subarray(start, blockEnd), offset + start, lineNumber);
    lineNumber = parser.nextLineNumber;
    buffer.copyWithin(0, blockEnd, filled);
    filled -= blockEnd;
    offset += blockEnd;
  }
  const byteOffset = offset - skipped;
  const length = filled + skipped;
  if (damage !== undefined) {
    const reason = `the archived file cannot be decompressed from here on: ${damage.message}`;
    yield { kind: 'damaged', segment, byteOffset, length, lineNumber, reason };
    return;
  }
  if (length === 0) return;
  const reason = 'the last line has no end';
  yield { kind: 'unfinished', segment, byteOffset, length, lineNumber, reason };
}

function grow(buffer: Buffer, size: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(size);
  buffer.copy(larger);
  return larger;
}

function tooLong(
  segment: number,
  byteOffset: number,
  length: number,
  lineNumber: number,
  maxLineBytes: number,
): DamagedSpan {
  return {
    kind: 'damaged',
    segment,
    byteOffset,
    length,
    lineNumber,
    reason: `a line of more than ${maxLineBytes} bytes`,
  };
}

/** Parses blocks of whole lines. */
class BlockParser {
  readonly #segment: number;
  readonly #matcher: EventMatcher;
  readonly #maxLineBytes: number;
  nextLineNumber = 1;

  constructor(segment: number, matcher: EventMatcher, maxLineBytes: number) {
    this.#segment = segment;
    this.#matcher = matcher;
    this.#maxLineBytes = maxLineBytes;
  }

  *parse(block: Buffer, offset: number, lineNumber: number): Generator<EventRecord | DamagedSpan> {
    this.nextLineNumber = lineNumber;
    // One decoding for the whole block where a character is a byte, which is nearly always.
    const text = isAscii(block) ? block.toString('latin1') : undefined;
    for (let start = 0; start < block.length; ) {
      const end = block.indexOf(NEWLINE, start);
      const line = text ?? decode(block.subarray(start, end));
      const from = text === undefined ? 0 : start;
      yield* this.#line(line, from, block.subarray(start, end + 1), offset + start);
      this.nextLineNumber += 1;
      start = end + 1;
    }
  }

  *#line(
    text: string | undefined,
    start: number,
    bytes: Buffer,
    byteOffset: number,
  ): Generator<EventRecord | DamagedSpan> {
    const { nextLineNumber: lineNumber } = this;
    if (bytes.length > this.#maxLineBytes) {
      yield tooLong(this.#segment, byteOffset, bytes.length, lineNumber, this.#maxLineBytes);
      return;
    }
    let reason = 'no UTF-8';
    if (text !== undefined) {
      if (this.#matcher.isNeeded) {
        const envelope = scanEnvelope(text, start);
        if (envelope !== undefined && !this.#matcher.matches(envelope)) return;
      }
      const line = text.slice(start, start + bytes.length - 1);
      const parsed = parseEventLine(line);
      if ('record' in parsed) {
        const { record } = parsed;
        if (this.#matcher.matches(record))
          yield { ...record, segment: this.#segment, byteOffset, lineNumber };
        return;
      }
      if (BLANK.test(line)) return;
      ({ reason } = parsed);
    }
    yield* recordsInDamage(bytes, reason, this.#matcher, { segment: this.#segment, byteOffset, lineNumber });
  }
}

/** A line as text, or undefined if it is no UTF-8. */
function decode(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString() : undefined;
}
