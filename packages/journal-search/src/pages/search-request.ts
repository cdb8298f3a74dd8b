import type { LogKind } from '../types.js';

/** A search with every default filled in. */
export interface SearchRequest {
  text: string;
  limit: number;
  order: 'time' | 'rank';
  kinds: readonly LogKind[];
  cursor?: string;
  /** Epoch milliseconds. */
  now: number;
}
