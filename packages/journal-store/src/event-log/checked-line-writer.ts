import { crc32 } from 'node:zlib';
import { withCheck } from './line-check.js';
import { LineWriter, type TypeFacts } from './line-writer.js';

/** How a line ends without its check. */
const END = '}\n';

/** Writes lines that carry a check of their own text, chained with the line before. */
export class CheckedLineWriter extends LineWriter {
  #previous = 0;

  override write(seq: number, facts: TypeFacts, time: number, data: string): string {
    const text = this.compose(seq, facts, time, data).slice(0, -END.length);
    this.#previous = crc32(text, this.#previous);
    return withCheck(text, this.#previous);
  }

  /** The first line of a segment may be written anew under another number, so no line is chained with it. */
  override writeFirst(seq: number, facts: TypeFacts, time: number, data: string): string {
    const text = this.compose(seq, facts, time, data).slice(0, -END.length);
    return withCheck(text, crc32(text));
  }

  override beginSegment(): void {
    this.#previous = 0;
  }
}
