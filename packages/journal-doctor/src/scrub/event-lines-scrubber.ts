import { isUtf8 } from 'node:buffer';
import { checkEnding, checkOf, findLineCheck } from '@opta/journal-store';
import { MAX_EVENT_LINE_BYTES } from '../constants.js';
import type { Counts } from './counts.js';
import { ScrubBreaksError } from './scrub-breaks-error.js';
import type { Scrubbers, ScrubStream } from './scrubber.js';

const NEWLINE = 0x0a;
const BRACE = Buffer.from('}');

/**
 * Scrubs one segment of an event log as its bytes come. A line is held until its end has come, if it is not longer
 * than what any reader takes.
 */
export class EventLinesScrubber {
  readonly #scrubbers: Scrubbers;
  readonly #found: Counts;
  /** What came behind the last newline. */
  #rest: Buffer = Buffer.alloc(0);
  /** Of a line that is too long to be held. */
  #overlong: ScrubStream | undefined;
  #isFirst = true;
  /** The check of the line before, as it stood there and as it is now; undefined where it had none. */
  #previous: { stated: number; written: number } | undefined = { stated: 0, written: 0 };

  constructor(scrubbers: Scrubbers, found: Counts) {
    this.#scrubbers = scrubbers;
    this.#found = found;
  }

  push(bytes: Buffer): Buffer {
    const block = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const parts: Buffer[] = [];
    let start = 0;
    for (let end = block.indexOf(NEWLINE); end !== -1; end = block.indexOf(NEWLINE, start)) {
      parts.push(this.#endLine(block.subarray(start, end)), block.subarray(end, end + 1));
      start = end + 1;
    }
    this.#rest = block.subarray(start);
    const isOverlong = this.#overlong !== undefined || this.#rest.length > MAX_EVENT_LINE_BYTES;
    if (isOverlong) parts.push(this.#pushOverlong());
    return Buffer.concat(parts);
  }

  /** What is left: a line without its end. */
  end(): Buffer {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    if (this.#overlong !== undefined) return this.#endOverlong(this.#overlong, rest);
    return rest.length === 0 ? rest : this.#scrubUnchecked(rest);
  }

  #endLine(line: Buffer): Buffer {
    if (this.#overlong !== undefined) return this.#endOverlong(this.#overlong, line);
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const checked = findLineCheck(line);
    if (checked === undefined) {
      this.#previous = isFirst ? { stated: 0, written: 0 } : undefined;
      return this.#scrubUnchecked(line);
    }
    const previous = this.#previous;
    const text = this.#scrubChecked(checked.text);
    // A line that was not as it was written must not look as if it were.
    const isIntact = previous !== undefined && checkOf(checked.text, previous.stated) === checked.stated;
    const written = isIntact ? checkOf(text, previous.written) : checked.stated;
    this.#previous = isFirst ? { stated: 0, written: 0 } : { stated: checked.stated, written };
    return written === checked.stated && text === checked.text
      ? line
      : Buffer.concat([text, Buffer.from(checkEnding(written))]);
  }

  #scrubChecked(text: Buffer): Buffer {
    const line = Buffer.concat([text, BRACE]);
    const scrubbed = this.#scrubUnchecked(line);
    return scrubbed === line ? text : scrubbed.subarray(0, -BRACE.length);
  }

  /** @returns the same buffer where there is nothing in it */
  #scrubUnchecked(line: Buffer): Buffer {
    const isText = isUtf8(line);
    const before = line.toString(isText ? 'utf8' : 'latin1');
    const after = isText
      ? this.#scrubbers.text.scrubJson(before, this.#found)
      : this.#scrubbers.bytes.scrubText(before, this.#found);
    if (after === before) return line;
    if (typeOf(before) !== undefined && typeOf(before) !== typeOf(after))
      throw new ScrubBreaksError('an event');
    return Buffer.from(after, isText ? 'utf8' : 'latin1');
  }

  #pushOverlong(): Buffer {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    this.#overlong ??= this.#scrubbers.bytes.openStream(this.#found);
    return Buffer.from(this.#overlong.push(rest.toString('latin1')), 'latin1');
  }

  #endOverlong(stream: ScrubStream, rest: Buffer): Buffer {
    this.#overlong = undefined;
    this.#isFirst = false;
    return Buffer.from(stream.push(rest.toString('latin1')) + stream.end(), 'latin1');
  }
}

/** The type of the event on a line; undefined where there is none. */
function typeOf(line: string): unknown {
  try {
    return (JSON.parse(line) as { event_type?: unknown } | null)?.event_type;
  } catch {
    // Damage has no type.
    return undefined;
  }
}
