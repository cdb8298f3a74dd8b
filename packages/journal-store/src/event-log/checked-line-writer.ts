import { checkEnding, checkOf } from './line-check.js';
import { LineWriter, type TypeFacts } from './line-writer.js';

/** How a line ends without its check. */
const END = '}\n';

/** Writes lines that carry a check of their own text, chained with the line before. */
export class CheckedLineWriter extends LineWriter {
  #previous = 0;

  override write(seq: number, facts: TypeFacts, time: number, data: string): string {
    const text = this.compose(seq, facts, time, data).slice(0, -END.length);
    this.#previous = checkOf(text, this.#previous);
    return `${text}${checkEnding(this.#previous)}\n`;
  }

  /** The first line of a segment may be written anew under another number, so no line is chained with it. */
  override writeFirst(seq: number, facts: TypeFacts, time: number, data: string): string {
    const text = this.compose(seq, facts, time, data).slice(0, -END.length);
    return `${text}${checkEnding(checkOf(text, 0))}\n`;
  }

  override beginSegment(): void {
    this.#previous = 0;
  }
}
