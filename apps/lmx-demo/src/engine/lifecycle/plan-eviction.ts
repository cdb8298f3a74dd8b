import { MEMORY_TOLERANCE_GB } from './constants.js';

/** A model that could be unloaded: it answers no request. */
export interface IdleModel {
  memoryGb: number;
  /** Epoch milliseconds. */
  lastUsedAt: number;
}

/**
 * Which idle models have to go so that another one fits: the least recently used first, and no more than
 * needed. Models that take no known memory stay, for their going would free nothing.
 *
 * @returns undefined when it does not fit even without all of them
 */
export function planEviction<Model extends IdleModel>(
  idle: readonly Model[],
  { neededGb, freeGb }: { neededGb: number; freeGb: number },
): Model[] | undefined {
  let missingGb = neededGb - freeGb;
  const evicted: Model[] = [];
  const candidates = idle
    .filter(({ memoryGb }) => memoryGb > 0)
    .sort((first, second) => first.lastUsedAt - second.lastUsedAt);
  for (const model of candidates) {
    if (missingGb <= MEMORY_TOLERANCE_GB) break;
    evicted.push(model);
    missingGb -= model.memoryGb;
  }
  return missingGb <= MEMORY_TOLERANCE_GB ? evicted : undefined;
}
