import type { LoadedModel } from '../backend.js';

/** A model in memory and what is known of its use. */
export interface LoadedEntry {
  readonly id: string;
  readonly model: LoadedModel;
  /** 0 where nobody knows. */
  readonly memoryGb: number;
  /** Epoch milliseconds. */
  readonly loadedAt: number;
  lastUsedAt: number;
  requestCount: number;
  inFlight: number;
  /** Idle seconds after which it is unloaded; undefined: never. */
  keepAliveSec: number | undefined;
  /** Set as soon as it is being unloaded; nothing may use it from then on. */
  closing: Promise<void> | undefined;
}
