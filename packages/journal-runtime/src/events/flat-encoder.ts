import { MAX_FLAT_JSON_CHARACTERS, MAX_FLAT_KEYS, MAX_REMEMBERED_TYPES } from '../constants.js';

/** Data as a reader of the event log will find it, and its JSON. */
export interface EncodedData {
  data: unknown;
  json: string;
}

interface Field {
  key: string;
  /** Quoted, with what is around it: `,"model_id":`, and with the brace before the first one. */
  name: string;
}

/**
 * Encodes objects of primitives, which is what most events have, in less time than `JSON.stringify` takes.
 *
 * What it gives is the JSON that `JSON.stringify` makes, and a copy that equals what JSON gives back for it. The copy
 * is both encoded and folded into the summary, so that line and summary hold the same values even if the host changes
 * its object meanwhile.
 */
export class FlatEncoder {
  readonly #quote: (text: string) => string | undefined;
  /** The fields of each event type as its last event had them: mostly the next one has the same. */
  readonly #fields = new Map<string, Field[]>();

  /** @param quote - gives a text as a JSON string, or undefined where somebody else has to look at it */
  constructor(quote: (text: string) => string | undefined) {
    this.#quote = quote;
  }

  /** Undefined for whatever is no object of primitives, and where a text has no quoted form. */
  encode(type: string, data: unknown): EncodedData | undefined {
    try {
      return isFlat(data) ? this.#encode({ ...data }, this.#fieldsOf(type)) : undefined;
    } catch {
      // A getter or proxy that throws: the encoder of any data stores what can be read.
      return undefined;
    }
  }

  #encode(data: Record<string, unknown>, fields: Field[]): EncodedData | undefined {
    let json = '';
    let index = 0;
    for (const key in data) {
      // What somebody has added to all objects is no part of this one.
      if (!Object.hasOwn(data, key)) continue;
      if (fields[index]?.key !== key && !this.#learn(fields, index, key)) return undefined;
      const value = this.#encodeValue(data[key]);
      if (value === undefined) return undefined;
      json += (fields[index] as Field).name;
      json += value;
      index += 1;
    }
    if (json.length >= MAX_FLAT_JSON_CHARACTERS) return undefined;
    return { data, json: json === '' ? '{}' : `${json}}` };
  }

  #encodeValue(value: unknown): string | undefined {
    if (typeof value === 'string') return this.#quote(value);
    if (typeof value === 'number') return isKeptByJson(value) ? `${value}` : undefined;
    if (value === null) return 'null';
    return typeof value === 'boolean' ? `${value}` : undefined;
  }

  #fieldsOf(type: string): Field[] {
    const known = this.#fields.get(type);
    if (known !== undefined) return known;
    if (this.#fields.size >= MAX_REMEMBERED_TYPES) this.#fields.clear();
    const fields: Field[] = [];
    this.#fields.set(type, fields);
    return fields;
  }

  /** False where somebody else has to look at the name. */
  #learn(fields: Field[], index: number, key: string): boolean {
    const quoted = this.#quote(key);
    if (quoted === undefined) return false;
    fields[index] = { key, name: `${index === 0 ? '{' : ','}${quoted}:` };
    return true;
  }
}

/** Whether it may be an object of primitives; its values were not looked at. */
function isFlat(data: unknown): data is object {
  if (data === null || typeof data !== 'object') return false;
  const prototype = Object.getPrototypeOf(data);
  if (prototype !== Object.prototype && prototype !== null) return false;
  let keys = 0;
  for (const _ in data) {
    keys += 1;
    if (keys > MAX_FLAT_KEYS) return false;
  }
  return true;
}

function isKeptByJson(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}
