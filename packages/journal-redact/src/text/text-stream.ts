import type { RedactedStream } from '../types.js';
import type { SecretFinder } from './find-secrets.js';

/** What a name, its sign and a few words between them and a secret take. */
const KEPT_LENGTH = 256;
/** A run without a space that is longer is no secret, but data. */
const MAX_RUN_LENGTH = 8_192;
/** A private key of many lines. */
const MAX_BLOCK_LENGTH = 32_768;
const BLOCK_BEGIN = '-----BEGIN ';
const BLOCK_END = '-----END ';

/** Keeps back of a text what may still become a part of a secret. */
export class TextStream implements RedactedStream {
  readonly #finder: SecretFinder;
  readonly #redactText: (text: string) => string;
  #kept = '';

  constructor(finder: SecretFinder, redactText: (text: string) => string) {
    this.#finder = finder;
    this.#redactText = redactText;
  }

  push(piece: string): string {
    const text = this.#kept + piece;
    const cut = this.#outsideOfSecrets(text, placeToCut(text));
    this.#kept = text.slice(cut);
    return this.#redactText(text.slice(0, cut));
  }

  end(): string {
    const rest = this.#redactText(this.#kept);
    this.#kept = '';
    return rest;
  }

  #outsideOfSecrets(text: string, cut: number): number {
    const contexts = this.#finder
      .find(text)
      .map(({ from, to, contextFrom = from }) => ({ from: contextFrom, to }));
    // One may stand in the context of the next.
    return contexts.reduceRight((place, { from, to }) => (from < place && place < to ? from : place), cut);
  }
}

/** The end of what no further piece can change. */
function placeToCut(text: string): number {
  let cut = Math.max(0, text.length - KEPT_LENGTH);
  const runStart = Math.max(cut - MAX_RUN_LENGTH, 0);
  while (cut > runStart && !/\s/.test(text[cut - 1] as string)) cut -= 1;
  const begin = text.lastIndexOf(BLOCK_BEGIN);
  const isOpen =
    begin !== -1 && text.indexOf(BLOCK_END, begin) === -1 && text.length - begin < MAX_BLOCK_LENGTH;
  return isOpen ? Math.min(cut, begin) : cut;
}
