import { randomBytes } from 'node:crypto';
import { EngineError } from '../engine-error.js';
import type { LoadOptions } from '../model-engine.js';
import { CONFIRMATION_MS, MAX_CONFIRMATIONS } from './constants.js';

const TOKEN_BYTES = 16;

interface Confirmation {
  modelId: string;
  options: LoadOptions;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** Questions that wait for a yes. A token is good for ten minutes and for one use. */
export class Confirmations {
  readonly #clock: () => number;
  readonly #waiting = new Map<string, Confirmation>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** @returns the token */
  ask(modelId: string, options: LoadOptions): string {
    const token = randomBytes(TOKEN_BYTES).toString('hex');
    this.#waiting.set(token, { modelId, options, expiresAt: this.#clock() + CONFIRMATION_MS });
    const oldest = this.#waiting.keys().next();
    if (this.#waiting.size > MAX_CONFIRMATIONS && !oldest.done) this.#waiting.delete(oldest.value);
    return token;
  }

  /** @throws {EngineError} `token_not_found`, `token_expired` */
  take(token: string): { modelId: string; options: LoadOptions } {
    const waiting = this.#waiting.get(token);
    if (waiting === undefined) {
      throw new EngineError('token_not_found', 'This confirmation token is unknown, or was used before.');
    }
    if (waiting.expiresAt <= this.#clock()) {
      throw new EngineError('token_expired', 'This confirmation token has expired. Ask for the model again.');
    }
    this.#waiting.delete(token);
    return { modelId: waiting.modelId, options: waiting.options };
  }
}
