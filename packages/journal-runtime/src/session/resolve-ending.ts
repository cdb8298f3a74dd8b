import { NOTED_ENDING_MS } from '../constants.js';
import type { ProcessEnding } from './process-endings.js';

/** A signal or error that the host handles itself, and when it came, in milliseconds of `now`'s clock. */
export interface NotedEnding {
  ending: ProcessEnding;
  at: number;
}

/**
 * How a session ended: as it seems, or by the signal or error that shortly before was left to the host.
 *
 * A host that survives an error goes on, so an error only explains an exit with a code.
 */
export function resolveEnding(
  seeming: ProcessEnding,
  noted: NotedEnding | undefined,
  now: number,
): ProcessEnding {
  if (noted === undefined || now - noted.at > NOTED_ENDING_MS) return seeming;
  const explains = noted.ending.status === 'signal' ? seeming.status !== 'error' : seeming.status === 'exit';
  return explains ? noted.ending : seeming;
}
