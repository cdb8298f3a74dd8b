import type { SearchHit } from '../types.js';
import type { HitKey } from './hit-key.js';

/** A hit and its place in the order. */
export interface Found {
  key: HitKey;
  /** Of an order by rank: the greater the better. */
  score?: number;
  /** Made only for what comes onto the page. */
  toHit: () => SearchHit;
}
