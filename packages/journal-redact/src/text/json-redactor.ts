import type { NameCache } from '../names/name-cache.js';
import type { Replacements } from '../replacements.js';
import { type TextRedaction, ValueRedactor } from '../values/value-redactor.js';
import type { SecretFinder } from './find-secrets.js';
import type { PlainRedactor } from './plain-redactor.js';

/** An object or an array. */
const JSON_START = /^\s*[{[]\s*["{[\d\]}tfn-]/;

export interface JsonRedactorParts {
  finder: SecretFinder;
  names: NameCache;
  plain: PlainRedactor;
  replacements: Replacements;
}

/** Replaces the secrets of texts; of JSON by what it says. */
export class JsonRedactor implements TextRedaction {
  readonly values: ValueRedactor;
  readonly #finder: SecretFinder;
  readonly #plain: PlainRedactor;
  readonly #replacements: Replacements;

  constructor({ finder, names, plain, replacements }: JsonRedactorParts) {
    this.values = new ValueRedactor(names, this);
    this.#finder = finder;
    this.#plain = plain;
    this.#replacements = replacements;
  }

  redactText(text: string): string {
    return JSON_START.test(text) ? this.#redactIfJson(text) : this.#plain.redact(text);
  }

  redactJson(json: string): string {
    return this.#finder.isSuspiciousJson(json) ? this.#redactParsed(json) : json;
  }

  replaceNamed(text: string, kind: string): string {
    return this.#plain.replaceNamed(text, kind);
  }

  /** As JSON a text says more, of lists and pairs of names and values; but where it need not, its layout stays. */
  #redactIfJson(text: string): string {
    if (!this.#finder.isSuspiciousJson(text)) return text;
    const plain = this.#replacements.tentatively(
      () => this.#plain.redact(text),
      (redacted) => this.#saysNoMore(redacted),
    );
    return plain ?? ifJson(() => this.#redactParsed(text)) ?? this.#plain.redact(text);
  }

  #saysNoMore(text: string): boolean {
    const isSame = ifJson(() => {
      const said: unknown = JSON.parse(text);
      return this.#replacements.tentatively(
        () => this.values.redact(said) === said,
        (same) => same,
      );
    });
    return isSame === true;
  }

  #redactParsed(json: string): string {
    const before: unknown = JSON.parse(json);
    const after = this.values.redact(before);
    return after === before ? json : JSON.stringify(after, null, json.includes('\n') ? 2 : 0);
  }
}

/** Undefined where what is read is no JSON. */
function ifJson<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
