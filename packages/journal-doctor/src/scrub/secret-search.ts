import { addCount, type Counts } from './counts.js';
import type { ScrubStream } from './scrubber.js';
import type { SecretForm, SecretPattern } from './secret-patterns.js';

/** Told of every secret that is replaced. */
export type OnFound = (form: SecretForm, match: string) => void;

/** A pattern, the secret that it finds, and what replaces it. */
export interface Alternative extends SecretPattern {
  replacement: string;
  secret: string;
}

/** How a text of a pattern becomes one of the texts that are searched. */
export type Encode = (text: string) => string;

/** One pass for many patterns: at each place the first of them that matches. */
export class SecretSearch {
  readonly #alternatives: readonly Alternative[];
  readonly #encode: Encode;
  readonly #pattern: RegExp;
  readonly #longest: number;

  constructor(alternatives: readonly Alternative[], encode: Encode) {
    this.#alternatives = alternatives;
    this.#encode = encode;
    const sources = alternatives.map(({ source }) => `(${encode(source)})`);
    this.#pattern = new RegExp(this.isEmpty ? '(?!)' : sources.join('|'), 'g');
    // A character has three bytes for each of its UTF-16 units at the most.
    this.#longest = 3 * Math.max(1, ...alternatives.map(({ longest }) => longest));
  }

  get isEmpty(): boolean {
    return this.#alternatives.length === 0;
  }

  isIn(text: string): boolean {
    this.#pattern.lastIndex = 0;
    return this.#pattern.test(text);
  }

  replace(text: string, onFound: OnFound): string {
    return this.#replaceUntil(text, text.length, onFound).text;
  }

  openStream(found: Counts): ScrubStream {
    let rest = '';
    const take = (text: string, limit: number): string => {
      const taken = this.#replaceUntil(text, limit, (form) => addCount(found, form));
      rest = text.slice(taken.end);
      return taken.text;
    };
    return {
      push: (piece) => {
        const text = rest + piece;
        return take(text, Math.max(0, text.length - this.#longest));
      },
      end: () => take(rest, rest.length),
    };
  }

  /** Replaces what begins before `limit`. @returns the text up to `end`, which may lie behind it */
  #replaceUntil(text: string, limit: number, onFound: OnFound): { text: string; end: number } {
    this.#pattern.lastIndex = 0;
    let result = '';
    let end = 0;
    for (let match = this.#pattern.exec(text); match !== null; match = this.#pattern.exec(text)) {
      if (match.index >= limit) break;
      const alternative = this.#alternatives[match.findIndex((part, at) => at > 0 && part !== undefined) - 1];
      if (alternative === undefined) break;
      result += text.slice(end, match.index) + alternative.replacement;
      end = match.index + match[0].length;
      onFound(this.#formOf(alternative, match[0]), match[0]);
    }
    const until = Math.max(end, limit);
    return { text: result + text.slice(end, until), end: until };
  }

  #formOf({ form, secret }: Alternative, match: string): SecretForm {
    if (match === this.#encode(secret)) return 'raw';
    return form === 'raw' ? 'markup' : form;
  }
}
