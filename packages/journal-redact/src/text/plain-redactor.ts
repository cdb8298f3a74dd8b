import type { Allowed } from '../check-policy.js';
import type { Replacements } from '../replacements.js';
import type { SecretFinder } from './find-secrets.js';

/** Replaces the secrets of texts, whatever is written in them. */
export class PlainRedactor {
  readonly #finder: SecretFinder;
  readonly #replacements: Replacements;
  readonly #allow: Allowed;

  constructor(finder: SecretFinder, replacements: Replacements, allow: Allowed) {
    this.#finder = finder;
    this.#replacements = replacements;
    this.#allow = allow;
  }

  redact(text: string): string {
    const findings = this.#finder.find(text);
    if (findings.length === 0) return text;
    let result = '';
    let end = 0;
    for (const { from, to, kind } of findings) {
      result += text.slice(end, from) + this.#replace(text.slice(from, to), kind);
      end = to;
    }
    return result + text.slice(end);
  }

  /** Replaces a text whose name says that it is a secret; its shape says more, where one finding is all of it. */
  replaceNamed(text: string, kind: string): string {
    const [first, second] = this.#finder.find(text);
    const isWhole =
      first !== undefined && second === undefined && first.from === 0 && first.to === text.length;
    return this.#replace(text, isWhole ? first.kind : kind);
  }

  #replace(secret: string, kind: string): string {
    const isAllowed =
      this.#allow.kinds.has(kind) || this.#allow.patterns.some((pattern) => pattern.test(secret));
    return isAllowed ? secret : this.#replacements.replace(secret, kind);
  }
}
