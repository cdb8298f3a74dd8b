import type { FrontmatterValue } from '@opta/journal-format';
import { createRedactor, type RedactionPolicy, type Redactor } from '@opta/journal-redact';

type Fields = Record<string, FrontmatterValue>;

/** Takes the secrets out of one log after the other, so that the same log always gives the same text. */
export class LogRedactor {
  readonly #policy: RedactionPolicy;
  /** Only asked for its opinion: what it replaced would number what it replaces in the next log. */
  readonly #looker: Redactor;

  constructor(policy: RedactionPolicy) {
    this.#policy = policy;
    this.#looker = createRedactor(policy);
  }

  redact(fields: Fields, body: string): { fields: Fields; body: string } {
    // Most logs have nothing that looks like a secret, and making a redactor takes as long as looking.
    if (!this.#looker.mayHaveSecrets(fields) && !this.#looker.mayHaveSecrets(body)) return { fields, body };
    const redactor = createRedactor(this.#policy);
    // By field, since redacted YAML may be none.
    return { fields: redactor.redact(fields), body: redactor.redactText(body) };
  }
}
