import type { SecretFinder } from '../text/find-secrets.js';

/** Deeper values are walked through in any case. */
const MAX_DEPTH = 16;
/** Names of fields, models and states come again and again; each has one place among so many, a power of two. */
const REMEMBERED_TEXTS = 512;
const MAX_REMEMBERED_LENGTH = 64;
/** What JSON writes otherwise than it is: quote, backslash, control characters; and halves of surrogate pairs. */
const UNLIKE_JSON = /["\\\u0000-\u001f\ud800-\udfff]/;
const LONE_SURROGATE = '\\ud';

/**
 * A quick look at a value, for the great many in which there is nothing to redact. Plain objects and arrays only: what
 * JSON would make of anything else is not known here.
 */
export class ValueSuspicion {
  readonly #finder: SecretFinder;
  readonly #harmless: string[] = new Array(REMEMBERED_TEXTS).fill('');
  /** These as JSON strings. */
  readonly #quoted: (string | undefined)[] = new Array(REMEMBERED_TEXTS).fill('""');
  /** Of the text that came last to each place: what never comes again is not worth being kept. */
  readonly #traces = new Int32Array(REMEMBERED_TEXTS);

  constructor(finder: SecretFinder) {
    this.#finder = finder;
  }

  /** Where it answers no, no text in the value has a secret, and no field has a name of one. */
  isSuspicious(value: unknown): boolean {
    return this.#isSuspicious(value, 0);
  }

  /** The text as a JSON string where it is not suspicious. */
  quoteHarmless(text: string): string | undefined {
    const { length } = text;
    if (length > MAX_REMEMBERED_LENGTH) return this.#finder.isSuspiciousText(text) ? undefined : quote(text);
    const place = placeOf(text);
    if (this.#harmless[place] === text) return this.#quoted[place];
    return this.#isSuspiciousAt(place, text) ? undefined : quote(text);
  }

  #isSuspicious(value: unknown, depth: number): boolean {
    if (typeof value === 'string') return this.#isSuspiciousText(value);
    if (typeof value !== 'object') return typeof value === 'function' || typeof value === 'symbol';
    if (value === null) return false;
    if (depth >= MAX_DEPTH) return true;
    if (Array.isArray(value)) return value.some((item) => this.#isSuspicious(item, depth + 1));
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return true;
    for (const key in value) {
      if (this.#isSuspiciousText(key)) return true;
      const item = (value as Record<string, unknown>)[key];
      if (typeof item !== 'number' && this.#isSuspicious(item, depth + 1)) return true;
    }
    return false;
  }

  #isSuspiciousText(text: string): boolean {
    const { length } = text;
    if (length > MAX_REMEMBERED_LENGTH) return this.#finder.isSuspiciousText(text);
    const place = placeOf(text);
    return this.#harmless[place] !== text && this.#isSuspiciousAt(place, text);
  }

  /** Of a text that is not the one which is remembered at its place. */
  #isSuspiciousAt(place: number, text: string): boolean {
    if (this.#finder.isSuspiciousText(text)) return true;
    const trace = traceOf(text);
    if (this.#traces[place] === trace) this.#remember(place, text);
    else this.#traces[place] = trace;
    return false;
  }

  #remember(place: number, text: string): void {
    this.#harmless[place] = text;
    this.#quoted[place] = quote(text);
  }
}

/** Undefined where a half of a surrogate pair is alone. */
function quote(text: string): string | undefined {
  if (!UNLIKE_JSON.test(text)) return `"${text}"`;
  const quoted = JSON.stringify(text);
  return quoted.includes(LONE_SURROGATE) ? undefined : quoted;
}

/** Texts that come together should hardly ever share a place; which one they have does not matter. */
function placeOf(text: string): number {
  const { length } = text;
  const middle = text.charCodeAt(length >>> 1);
  const last = text.charCodeAt(length - 1);
  return ((length * 29) ^ (middle * 13) ^ (last * 5)) & (REMEMBERED_TEXTS - 1);
}

/** What another text of the same place hardly ever has as well. */
function traceOf(text: string): number {
  const { length } = text;
  return (text.charCodeAt(length >>> 2) << 16) | (text.charCodeAt((length * 3) >>> 2) << 8) | length;
}
