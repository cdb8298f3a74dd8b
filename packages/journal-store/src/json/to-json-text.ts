import { MAX_DATA_BYTES, MAX_DATA_DEPTH } from '../constants.js';
import { CarefulEncoder, type Truncation } from './careful-encoder.js';
import { describeThrown } from './describe-thrown.js';
import { isPlainData } from './is-plain-data.js';

export type { Truncation };

export interface JsonTextLimits {
  /** Most bytes of the text, from 1,024. Default 65,536. */
  maxBytes?: number;
  /** Most levels of objects and arrays inside each other, from 1 to 64. Default 64. */
  maxDepth?: number;
  /** Takes secrets out of a text before anything of it is cut; is not called for what fits and is plain data. */
  redactText?: (text: string) => string;
}

/** `truncated` is there only if something did not fit. */
export type JsonText = { ok: true; json: string; truncated?: Truncation } | { ok: false; reason: string };

const LEAST_BYTES = 1_024;
/** `,"journal_truncated":{…}` with four large numbers. */
const NOTE_ROOM = 160;

/**
 * Encode any value as one line of JSON: whatever it is, in bounded time and size, without changing it and
 * without ever throwing.
 *
 * Plain data (objects, arrays, texts, numbers, booleans, null) come out exactly as `JSON.stringify` writes
 * them, except that a lone surrogate becomes U+FFFD. Of the rest:
 *
 * | value | becomes |
 * |---|---|
 * | `undefined`, functions, symbols | left out; `null` in an array or alone |
 * | `NaN`, infinities, invalid dates | `null` |
 * | BigInt | its digits as text |
 * | Date | ISO 8601 |
 * | Map with text keys / other Map / Set | object / array of pairs / array |
 * | Error | name, message, stack, cause, its own further keys |
 * | bytes (Buffer, ArrayBuffer, …) | `"[Buffer: 12 bytes]"` |
 * | other typed arrays | array of numbers |
 * | a cycle | `"[Circular]"` |
 * | what throws when it is read | `"[Throws: message]"` |
 *
 * What does not fit is cut with a mark where it was (`…[+120 characters]`, `[… 12 more items]`, a key `…`),
 * and an object gets a last key `journal_truncated` with the counts.
 *
 * @param data anything
 * @returns the text, or why there is none (not known to happen)
 * @remarks A getter, `toJSON` or Proxy of the host that never returns cannot be interrupted. One that gives
 *   something else every time may be read up to four times.
 * @example
 * ```ts
 * toJsonText({ id: 7n, at: new Date(0) });
 * // { ok: true, json: '{"id":"7","at":"1970-01-01T00:00:00.000Z"}' }
 * ```
 */
export function toJsonText(data: unknown, limits: JsonTextLimits = {}): JsonText {
  const maxBytes = Math.max(LEAST_BYTES, limits.maxBytes ?? MAX_DATA_BYTES);
  const maxDepth = Math.min(MAX_DATA_DEPTH, Math.max(1, limits.maxDepth ?? MAX_DATA_DEPTH));
  try {
    const json = maxDepth === MAX_DATA_DEPTH ? encodePlain(data, maxBytes) : undefined;
    if (json !== undefined) return { ok: true, json };
    return encodeCarefully(data, maxBytes, { maxDepth, redactText: limits.redactText });
  } catch (thrown) {
    return { ok: false, reason: describeThrown(thrown) };
  }
}

function encodePlain(data: unknown, maxBytes: number): string | undefined {
  try {
    if (!isPlainData(data, maxBytes)) return undefined;
    const json = JSON.stringify(data);
    // A character takes up to three bytes. A lone surrogate was written as an escape.
    if (json === undefined || json.includes('\\ud')) return undefined;
    return json.length * 3 <= maxBytes || Buffer.byteLength(json) <= maxBytes ? json : undefined;
  } catch {
    return undefined;
  }
}

function encodeCarefully(
  data: unknown,
  maxBytes: number,
  options: { maxDepth: number; redactText: ((text: string) => string) | undefined },
): JsonText {
  const room = maxBytes - NOTE_ROOM;
  let encoder = new CarefulEncoder({ ...options, isSharing: false });
  let json = encoder.encode(data, room) ?? 'null';
  const { characters, items, keys } = encoder.truncation;
  if (characters + items + keys > 0) {
    encoder = new CarefulEncoder({ ...options, isSharing: true, after: encoder });
    json = encoder.encode(data, room) ?? 'null';
  }
  const { truncation } = encoder;
  if (!isCut(truncation)) return { ok: true, json };
  return { ok: true, json: withNote(json, truncation), truncated: truncation };
}

function isCut({ characters, items, keys, levels }: Truncation): boolean {
  return characters + items + keys + levels > 0;
}

function withNote(json: string, truncation: Truncation): string {
  if (!json.startsWith('{')) return json;
  const note = `"journal_truncated":${JSON.stringify(truncation)}}`;
  return json === '{}' ? `{${note}` : `${json.slice(0, -1)},${note}`;
}
