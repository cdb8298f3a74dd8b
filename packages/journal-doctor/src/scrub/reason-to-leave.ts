import { join } from 'node:path';
import { STALE_TEMPORARY_FILE_MS } from '../constants.js';
import type { DoctorContext } from '../doctor-options.js';
import type { LeftFile } from './scrub-plan.js';
import type { ScrubTarget } from './scrub-targets.js';

/** Why a file must not be touched now; undefined where it may. */
export async function reasonToLeave(
  { fileSystem }: DoctorContext,
  target: ScrubTarget,
  running: ReadonlySet<string>,
): Promise<Exclude<LeftFile['reason'], 'unreadable'> | undefined> {
  if (target.folder === 'sessions' && running.has(target.path)) return 'running';
  if (target.place !== 'temporary') return undefined;
  const { mtimeNs } = await fileSystem.async.lstat(join(target.directory, target.fileName));
  // The real clock: it is compared with the stamps of the real disk.
  return Date.now() - Number(mtimeNs / 1_000_000n) < STALE_TEMPORARY_FILE_MS ? 'in-use' : undefined;
}
