import { types } from 'node:util';
import { describeThrown } from './describe-thrown.js';
import { quoteJson } from './quote-json.js';

/** What did not fit, counted over the whole value. */
export interface Truncation {
  /** Characters that were cut from texts. */
  characters: number;
  /** Items that were left out of arrays. */
  items: number;
  /** Keys that were left out of objects. */
  keys: number;
  /** Objects and arrays that were left out because they lie too deep or no room was left for them. */
  levels: number;
}

/** Room that every value gets at least: a mark of what was cut fits. */
const LEAST_ROOM = 72;
/** `,"…":"9007199254740991 more keys"]` */
const MARK_ROOM = 48;
const MAX_KEY_ROOM = 1_024;
/** A secret of more characters, which the end of what is looked at has cut, could leave a part of itself. */
const MAX_SECRET_LENGTH = 4_096;
const MANY_KEYS = 10_000;
/** Turning a huge BigInt into digits takes time that grows with the square of their number. */
const BIGINT_BOUND = 10n ** 1_000n;

const LEFT_OUT = undefined;

interface CarefulEncoderOptions {
  maxDepth: number;
  isSharing: boolean;
  /** Takes secrets out of a text. */
  redactText?: ((text: string) => string) | undefined;
  after?: CarefulEncoder;
}

/**
 * Encodes any value as JSON text of bounded size in bounded time, whatever it does when it is looked at.
 * With `isSharing` no value takes more than half of the room that is left, so that one large text does not
 * push everything after it out.
 */
export class CarefulEncoder {
  readonly truncation: Truncation = { characters: 0, items: 0, keys: 0, levels: 0 };
  readonly #isSharing: boolean;
  readonly #ancestors: object[] = [];
  readonly #maxDepth: number;
  readonly #redactText: ((text: string) => string) | undefined;

  /** Listing the keys of an object with a million of them takes a quarter of a second: once is enough. */
  readonly #keysOf: WeakMap<object, string[]>;

  constructor(options: CarefulEncoderOptions) {
    this.#maxDepth = options.maxDepth;
    this.#redactText = options.redactText;
    this.#isSharing = options.isSharing;
    this.#keysOf = options.after === undefined ? new WeakMap() : options.after.#keysOf;
  }

  /** JSON of at most `room` bytes, or undefined for what JSON leaves out. */
  encode(value: unknown, room: number): string | undefined {
    switch (typeof value) {
      case 'string':
        return this.#text(value, room);
      case 'number':
        return Number.isFinite(value) ? JSON.stringify(value) : 'null';
      case 'boolean':
        return value ? 'true' : 'false';
      case 'bigint':
        return this.#bigint(value);
      case 'object':
        return value === null ? 'null' : this.#guarded(value, room);
      default:
        return LEFT_OUT;
    }
  }

  #bigint(value: bigint): string {
    const isHuge = value >= BIGINT_BOUND || value <= -BIGINT_BOUND;
    return isHuge ? '"[BigInt: more than 1000 digits]"' : `"${value}"`;
  }

  #text(original: string, room: number): string {
    const { text, hidden } = this.#redacted(original, room);
    if (hidden === 0 && text.length + 2 <= room) {
      const quoted = quoteJson(text);
      if (Buffer.byteLength(quoted) <= room) return quoted;
    }
    let kept = text.slice(0, room);
    for (;;) {
      // Never between the two halves of one character.
      if (/[\ud800-\udbff]$/.test(kept)) kept = kept.slice(0, -1);
      const left = text.length - kept.length + hidden;
      const quoted = quoteJson(`${kept}…[+${left} characters]`);
      const bytes = Buffer.byteLength(quoted);
      if (bytes <= room || kept === '') {
        this.truncation.characters += left;
        return quoted;
      }
      kept = kept.slice(0, Math.floor((kept.length * room) / bytes));
    }
  }

  /** Before anything is cut: of a secret that is cut, a part would stay that nobody knows for one. */
  #redacted(text: string, room: number): { text: string; hidden: number } {
    if (this.#redactText === undefined) return { text, hidden: 0 };
    const head = text.slice(0, room + 2 * MAX_SECRET_LENGTH);
    const redacted = this.#redactText(head);
    if (head.length === text.length) return { text: redacted, hidden: 0 };
    const whole = redacted.slice(0, Math.max(0, redacted.length - MAX_SECRET_LENGTH));
    return { text: whole, hidden: text.length - head.length + redacted.length - whole.length };
  }

  #guarded(value: object, room: number): string | undefined {
    if (this.#ancestors.includes(value)) return '"[Circular]"';
    if (this.#ancestors.length >= this.#maxDepth || room < LEAST_ROOM) {
      this.truncation.levels += 1;
      return Array.isArray(value) ? '"[Array]"' : '"[Object]"';
    }
    const level = this.#ancestors.push(value);
    try {
      return this.#object(value, room, true);
    } catch (thrown) {
      return this.#thrown(thrown, room);
    } finally {
      this.#ancestors.length = level - 1;
    }
  }

  #thrown(thrown: unknown, room: number): string {
    return this.#text(`[Throws: ${describeThrown(thrown)}]`, room);
  }

  #object(value: object, room: number, mayCall: boolean): string | undefined {
    if (types.isDate(value)) {
      const time = Date.prototype.getTime.call(value);
      return Number.isNaN(time) ? 'null' : quoteJson(new Date(time).toISOString());
    }
    if (isBytes(value)) return quoteJson(`[${nameOf(value)}: ${value.byteLength} bytes]`);
    if (types.isTypedArray(value)) return this.#items(value, value.length, room);
    if (types.isMap(value)) return this.#map(value, room);
    if (types.isSet(value)) return this.#items(Set.prototype.values.call(value), value.size, room);
    if (types.isRegExp(value)) return this.#text(RegExp.prototype.toString.call(value), room);
    if (types.isBoxedPrimitive(value)) return this.encode(unbox(value), room);
    if (value instanceof Error) return this.#keys(errorKeys(value), (key) => read(value, key), room);
    if (mayCall) {
      const { toJSON } = value as { toJSON?: unknown };
      if (typeof toJSON === 'function') return this.#called(toJSON.call(value, ''), value, room);
    }
    if (Array.isArray(value)) return this.#items(indexed(value), value.length, room);
    return this.#keys(this.#listKeys(value), (key) => read(value, key), room);
  }

  #listKeys(value: object): string[] {
    const known = this.#keysOf.get(value);
    if (known !== undefined) return known;
    const keys = Object.keys(value);
    if (keys.length > MANY_KEYS) this.#keysOf.set(value, keys);
    return keys;
  }

  /** What `toJSON` gave; a `toJSON` of that is not called, as JSON.stringify does not. */
  #called(result: unknown, from: object, room: number): string | undefined {
    if (typeof result !== 'object' || result === null) return this.encode(result, room);
    if (result !== from && this.#ancestors.includes(result)) return '"[Circular]"';
    return this.#object(result, room, false);
  }

  #map(map: Map<unknown, unknown>, room: number): string {
    const isKeyed = [...limited(Map.prototype.keys.call(map), room)].every((key) => typeof key === 'string');
    if (!isKeyed) return this.#items(Map.prototype.entries.call(map), map.size, room);
    const keys = limited(Map.prototype.keys.call(map), room) as Iterable<string>;
    return this.#keys(keys, (key) => Map.prototype.get.call(map, key), room, map.size);
  }

  #items(items: Iterable<unknown>, length: number, room: number): string {
    let text = '[';
    let left = room - MARK_ROOM;
    let count = 0;
    for (const item of items) {
      if (left < LEAST_ROOM) break;
      const encoded = this.#part(item, left) ?? 'null';
      const part = count === 0 ? encoded : `,${encoded}`;
      text += part;
      left -= Buffer.byteLength(part);
      count += 1;
    }
    if (count < length) {
      this.truncation.items += length - count;
      text += `${count === 0 ? '' : ','}"[… ${length - count} more items]"`;
    }
    return `${text}]`;
  }

  #keys(keys: Iterable<string>, get: (key: string) => unknown, room: number, size?: number): string {
    let text = '{';
    let left = room - MARK_ROOM;
    let seen = 0;
    for (const key of keys) {
      if (left < 2 * LEAST_ROOM) break;
      seen += 1;
      const name = this.#text(key, Math.min(left >> 1, MAX_KEY_ROOM));
      const nameBytes = Buffer.byteLength(name) + 2;
      const encoded = this.#valueAt(key, get, left - nameBytes);
      if (encoded === LEFT_OUT) continue;
      text += `${text === '{' ? '' : ','}${name}:${encoded}`;
      left -= nameBytes + Buffer.byteLength(encoded);
    }
    const total = size ?? (keys as readonly string[]).length;
    if (seen < total) {
      this.truncation.keys += total - seen;
      text += `${text === '{' ? '' : ','}"…":"${total - seen} more keys"`;
    }
    return `${text}}`;
  }

  #valueAt(key: string, get: (key: string) => unknown, room: number): string | undefined {
    let value: unknown;
    try {
      value = get(key);
    } catch (thrown) {
      return this.#thrown(thrown, room);
    }
    return this.#part(value, room);
  }

  #part(value: unknown, left: number): string | undefined {
    return this.encode(value, this.#isSharing ? Math.max(LEAST_ROOM, left >> 1) : left);
  }
}

function isBytes(value: object): value is ArrayBuffer | DataView | Uint8Array {
  return (
    types.isAnyArrayBuffer(value) ||
    types.isDataView(value) ||
    types.isUint8Array(value) ||
    types.isUint8ClampedArray(value)
  );
}

function nameOf(value: object): string {
  if (Buffer.isBuffer(value)) return 'Buffer';
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

function unbox(value: object): unknown {
  if (types.isNumberObject(value)) return Number.prototype.valueOf.call(value);
  if (types.isStringObject(value)) return String.prototype.valueOf.call(value);
  if (types.isBooleanObject(value)) return Boolean.prototype.valueOf.call(value);
  if (types.isBigIntObject(value)) return BigInt.prototype.valueOf.call(value);
  return LEFT_OUT;
}

/** An error's own fields are not enumerable; they are what one wants to know. */
function errorKeys(error: Error): string[] {
  const own = ['name', 'message', 'stack', 'cause', 'errors'].filter(
    (key) => key === 'name' || key === 'message' || Object.hasOwn(error, key),
  );
  return [...new Set([...own, ...Object.keys(error)])];
}

function read(value: object, key: string): unknown {
  return (value as Record<string, unknown>)[key];
}

/** Item by item, so that a getter that throws spoils only its own item, and holes cost nothing. */
function* indexed(array: readonly unknown[]): Generator<unknown> {
  for (let index = 0; index < array.length; index += 1) {
    let item: unknown;
    try {
      item = array[index];
    } catch (thrown) {
      item = `[Throws: ${describeThrown(thrown)}]`;
    }
    yield item;
  }
}

function* limited<T>(items: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const item of items) {
    if (left === 0) return;
    left -= 1;
    yield item;
  }
}
