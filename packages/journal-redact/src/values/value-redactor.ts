import { MAX_DEPTH, MIN_NUMBER_LENGTH, NAMING_FIELDS, VALUE_FIELDS } from '../constants.js';
import type { NameVerdict } from '../names/classify-name.js';
import type { NameCache } from '../names/name-cache.js';
import { isPlaceholder } from '../text/is-placeholder.js';
import { looksRandom } from '../text/looks-random.js';
import { omitted } from './omitted.js';

/** What is done with texts. */
export interface TextRedaction {
  redactText(text: string): string;
  /** Replaces a text whose name says that it is a secret. */
  replaceNamed(text: string, kind: string): string;
}

type Verdict = NameVerdict | undefined;

/** Under these a number is a secret; under the others it counts something. */
const NUMERIC_KINDS: ReadonlySet<string> = new Set(['password', 'pin', 'secret', 'credential']);
/** In a list of words, the next one is its value. */
const OPTION = /^--?[A-Za-z][\w.-]*$/;
const HEADER = /^(?:[A-Za-z]\w{0,24}(?:-\w{1,24}){1,4}|authorization|cookie):?$/i;
/** A longer one is a secret itself. */
const MAX_NAME_LENGTH = 48;

/** Walks through values, and copies those parts in which it has to replace something. */
export class ValueRedactor {
  readonly #names: NameCache;
  readonly #texts: TextRedaction;

  constructor(names: NameCache, texts: TextRedaction) {
    this.#names = names;
    this.#texts = texts;
  }

  redact(value: unknown): unknown {
    return this.#visit(value, undefined, new Set());
  }

  /** @param verdict - what the name under which the value stands says of it */
  #visit(value: unknown, verdict: Verdict, above: Set<object>): unknown {
    if (verdict?.isOmitted === true) return omitted(value);
    if (typeof value === 'string') return this.#text(value, verdict);
    if (typeof value === 'number' || typeof value === 'bigint') return this.#number(value, verdict);
    if (typeof value !== 'object' || value === null) return value;
    // The original must not come back through a cycle.
    if (above.has(value)) return '[redacted:cycle]';
    if (above.size >= MAX_DEPTH) return '[redacted:too-deep]';
    above.add(value);
    const result = this.#container(value, inheritedFrom(verdict, value), above);
    above.delete(value);
    return result;
  }

  #text(text: string, verdict: Verdict): string {
    const isNamed = verdict !== undefined && !isPlaceholder(text) && (verdict.isCertain || looksRandom(text));
    return isNamed ? this.#texts.replaceNamed(text, verdict.kind) : this.#texts.redactText(text);
  }

  #number(value: number | bigint, verdict: Verdict): unknown {
    if (verdict?.isCertain !== true || !NUMERIC_KINDS.has(verdict.kind)) return value;
    const text = String(value);
    return text.length < MIN_NUMBER_LENGTH ? value : this.#texts.replaceNamed(text, verdict.kind);
  }

  #container(value: object, verdict: Verdict, above: Set<object>): unknown {
    if (Array.isArray(value)) return this.#array(value, verdict, above);
    if (value instanceof Map) return this.#map(value, verdict, above);
    if (value instanceof Set) {
      const before = [...value];
      const after = this.#array(before, verdict, above);
      return after === before ? value : new Set(after);
    }
    if (value instanceof Date || ArrayBuffer.isView(value)) return value;
    return this.#object(value as Record<string, unknown>, verdict, above);
  }

  #array(items: unknown[], verdict: Verdict, above: Set<object>): unknown[] {
    let copy: unknown[] | undefined;
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      const changed = this.#visit(item, verdict ?? this.#verdictOfItem(copy ?? items, index), above);
      if (changed === item) continue;
      copy ??= [...items];
      copy[index] = changed;
    }
    return copy ?? items;
  }

  /** `['--token', '…']`, `['Authorization', '…']` */
  #verdictOfItem(items: readonly unknown[], index: number): Verdict {
    const name = items[index - 1];
    if (typeof name !== 'string' || name.length > MAX_NAME_LENGTH) return undefined;
    const isPair = items.length === 2 && typeof items[1] === 'string';
    if (!isPair && !OPTION.test(name) && !HEADER.test(name)) return undefined;
    return this.#names.verdictOf(name);
  }

  #map(map: Map<unknown, unknown>, verdict: Verdict, above: Set<object>): Map<unknown, unknown> {
    let isChanged = false;
    const copy = new Map<unknown, unknown>();
    for (const [key, value] of map) {
      const newKey = this.#visit(key, undefined, above);
      const own = typeof newKey === 'string' ? this.#names.verdictOf(newKey) : undefined;
      const newValue = this.#visit(value, stronger(own, verdict), above);
      isChanged ||= newKey !== key || newValue !== value;
      copy.set(newKey, newValue);
    }
    return isChanged ? copy : map;
  }

  #object(value: Record<string, unknown>, verdict: Verdict, above: Set<object>): Record<string, unknown> {
    const named = verdict ?? this.#verdictOfNaming(value);
    let isChanged = false;
    const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
      const newKey = this.#texts.redactText(key);
      // By what the name is then: a second pass must see the same.
      const own = stronger(this.#names.verdictOf(newKey), VALUE_FIELDS.includes(key) ? named : verdict);
      const newItem = this.#visit(item, own, above);
      isChanged ||= newKey !== key || newItem !== item;
      return [newKey, newItem];
    });
    return isChanged ? Object.fromEntries(entries) : value;
  }

  /** `{ name: 'Authorization', value: '…' }` */
  #verdictOfNaming(value: Record<string, unknown>): Verdict {
    for (const field of NAMING_FIELDS) {
      const name = Object.hasOwn(value, field) ? value[field] : undefined;
      if (typeof name !== 'string') continue;
      const verdict = this.#names.verdictOf(name);
      if (verdict !== undefined) return verdict;
    }
    return undefined;
  }
}

/** Of what a field's own name says and what is said from outside. */
function stronger(own: Verdict, outer: Verdict): Verdict {
  return own?.isCertain === true || own?.isOmitted === true ? own : (outer ?? own);
}

/** A list under the name of a secret has secrets only, an object only under that of a collection. */
function inheritedFrom(verdict: Verdict, value: object): Verdict {
  if (verdict?.isCertain !== true) return undefined;
  return verdict.isCollection || Array.isArray(value) || value instanceof Set ? verdict : undefined;
}
