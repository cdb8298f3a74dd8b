import type { EventBatch } from './event-record.js';
import { findEventInLine } from './find-event-in-line.js';
import type { BlockReader } from './parse-segment.js';

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [DIGIT_0, DIGIT_9] = [0x30, 0x39];
const HEAD = Buffer.from('{"seq":');
const TYPE = Buffer.from(',"event_type":"');
/** What follows the type in a line of ours, with the quote behind it. */
const AFTER_TYPE = '","timestamp":"';
const CLOSING_BRACE = 0x7d;
/** More to compare with would take longer than to look one up. */
const MAX_RECENT = 8;
const NO_ENTRIES: EventBatch = [];

interface Count {
  type: string;
  /** What stands in a line from its type on. */
  bytes: Buffer;
  lines: number;
}

/** Counts lines by the event type in their heads, without making text of them. */
export class EventCounter implements BlockReader {
  readonly #counts = new Map<string, Count>();
  /** The last types that were new or had been forgotten here: what comes again is compared, not looked up. */
  readonly #recent: Count[] = [];
  /** Where a line stands, nobody asks of a count. */
  readonly nextLineNumber = 1;

  get counts(): Map<string, number> {
    return new Map([...this.#counts.values()].map(({ type, lines }) => [type, lines]));
  }

  read(block: Buffer): EventBatch {
    for (let start = 0; start < block.length; ) {
      const end = block.indexOf(NEWLINE, start);
      if (!this.#countHead(block, start, end)) this.#countParsed(block.subarray(start, end));
      start = end + 1;
    }
    return NO_ENTRIES;
  }

  /** False where the line has no head as this journal writes it. */
  #countHead(block: Buffer, start: number, end: number): boolean {
    if (!standsAt(block, start, HEAD) || block[end - 1] !== CLOSING_BRACE) return false;
    let at = start + HEAD.length;
    while ((block[at] as number) >= DIGIT_0 && (block[at] as number) <= DIGIT_9) at += 1;
    if (!standsAt(block, at, TYPE)) return false;
    const from = at + TYPE.length;
    for (const count of this.#recent) {
      if (!standsAt(block, from, count.bytes)) continue;
      count.lines += 1;
      return true;
    }
    const type = block.subarray(from, block.indexOf(QUOTE, from));
    const isPlain = !type.includes(BACKSLASH) && standsAt(block, from + type.length, Buffer.from(AFTER_TYPE));
    if (!isPlain || from + type.length > end) return false;
    this.#count(type.toString());
    return true;
  }

  #countParsed(line: Buffer): void {
    const type = findEventInLine(line)?.record.eventType;
    if (type !== undefined) this.#count(type);
  }

  #count(type: string): void {
    let count = this.#counts.get(type);
    if (count === undefined) {
      count = { type, bytes: Buffer.from(type + AFTER_TYPE), lines: 0 };
      this.#counts.set(type, count);
    }
    count.lines += 1;
    if (this.#recent.includes(count)) return;
    this.#recent.unshift(count);
    if (this.#recent.length > MAX_RECENT) this.#recent.pop();
  }
}

function standsAt(block: Buffer, at: number, bytes: Buffer): boolean {
  for (let index = 0; index < bytes.length; index += 1) {
    if (block[at + index] !== bytes[index]) return false;
  }
  return true;
}
