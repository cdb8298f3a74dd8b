import { LONGEST_BACK_OFF_MS } from './constants.js';
import type { FileProgram } from './types.js';

/**
 * Program: waits for a random time that grows with the attempts, so that writers who met at one place do not meet
 * there again.
 *
 * @param attempt - How often it was in vain so far: at most 8 ms for 0, 16 ms for 1, and so on up to two seconds.
 */
export function* backOff(attempt: number): FileProgram<void> {
  const longest = Math.min(2 ** (attempt + 3), LONGEST_BACK_OFF_MS);
  yield { name: 'pause', milliseconds: Math.random() * longest };
}
