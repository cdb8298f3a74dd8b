import { runProgram } from '@opta/journal-fs';
import { type JudgedSession, judgeSession } from '../owner/judge-session.js';
import { toSessionOwner } from '../owner/recorded-owner.js';
import type { RecoveryRun } from '../recovery-run.js';
import { type FoundSnapshot, readSnapshot } from './read-snapshot.js';

/**
 * A snapshot that is for this recovery.
 *
 * @returns undefined if it is gone, or its session is left alone in any case
 */
export async function readOwnSnapshot(
  { paths, options }: RecoveryRun,
  fileName: string,
): Promise<FoundSnapshot | undefined> {
  const found = await runProgram(readSnapshot(paths.snapshots, fileName), options.fileSystem.async);
  return found === undefined || options.exclude.includes(found.snapshot.session) ? undefined : found;
}

/** Whether the owner of a snapshot lives. */
export function judgeSnapshot(
  run: RecoveryRun,
  { snapshot, writtenAt }: FoundSnapshot,
): Promise<JudgedSession> {
  const { session, device } = snapshot;
  return judgeSession(run, { session, device, owner: toSessionOwner(snapshot), writtenAt });
}
