import type { FrontmatterValue } from '@opta/journal-format';
import { createRedactor, type RedactionPolicy, type Redactor } from '@opta/journal-redact';

type Fields = Record<string, FrontmatterValue>;

/** Takes the secrets out of one log after the other, so that the same log always gives the same text. */
export class LogRedactor {
  readonly #policy: RedactionPolicy;
  /** Only asked for its opinion: what it replaces is numbered after what it has replaced before. */
  #looker: Redactor;

  constructor(policy: RedactionPolicy) {
    this.#policy = policy;
    this.#looker = createRedactor(policy);
  }

  redact(fields: Fields, body: string): { fields: Fields; body: string } {
    // Most logs have no secret, and making a redactor takes as long as looking.
    if (!this.#looker.mayHaveSecrets(fields) && this.#isClean(body)) return { fields, body };
    const redactor = createRedactor(this.#policy);
    // By field, since redacted YAML may be none.
    return { fields: redactor.redact(fields), body: redactor.redactText(body) };
  }

  /** Also where it has the name of a secret, as every text about keys. */
  #isClean(body: string): boolean {
    if (!this.#looker.mayHaveSecrets(body)) return true;
    if (this.#looker.redactText(body) === body) return true;
    this.#looker = createRedactor(this.#policy);
    return false;
  }
}
