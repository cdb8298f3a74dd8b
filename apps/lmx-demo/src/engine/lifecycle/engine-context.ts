import type { Backend } from '../backend.js';
import type { Publish } from '../model-engine.js';

/** What every part of the engine is given. */
export interface EngineContext {
  readonly backend: Backend;
  readonly publish: Publish;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Told of failures that no caller waits for. */
  readonly onError: (error: unknown) => void;
  /** Aborted when the engine is closed. */
  readonly signal: AbortSignal;
}
