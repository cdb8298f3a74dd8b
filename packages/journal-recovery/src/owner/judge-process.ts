import type { ProcessState } from '../host/process-start.js';
import type { OwnerVerdict } from './judge-owner.js';

/**
 * Whether the owner of a session still lives, as its process says.
 *
 * @param recordedStart - when it began, as the session recorded it
 * @returns undefined where the process says nothing
 */
export function judgeProcess(
  process: ProcessState,
  recordedStart: string | undefined,
): OwnerVerdict | undefined {
  if (process.state === 'gone') return { isDead: true, ended: 'killed' };
  if (process.state === 'hidden' || recordedStart === undefined) return undefined;
  // The number alone proves nothing: it may have been given to another process since.
  if (process.start !== recordedStart) return { isDead: true, ended: 'killed' };
  return { isDead: false, reason: 'running' };
}
