import { runProgram } from '@opta/journal-fs';
import { DEFAULT_SESSION_SUMMARY } from './constants.js';
import { judgeSession } from './owner/judge-session.js';
import { toSessionOwner } from './owner/recorded-owner.js';
import { toLeftSession } from './owner/to-left-session.js';
import { publishOnce } from './publishing/publish-once.js';
import type { RecoveryRun } from './recovery-run.js';
import { removeStateFile } from './session/remove-state-file.js';
import { readSnapshot } from './snapshot/read-snapshot.js';
import { logOfSnapshot } from './snapshot/session-snapshot.js';

/** Publishes the session log of one session that kept no event log, unless its owner may live. */
export async function recoverSnapshot(run: RecoveryRun, fileName: string): Promise<void> {
  const { store, options, paths, report } = run;
  const found = await runProgram(readSnapshot(paths.snapshots, fileName), options.fileSystem.async);
  if (found === undefined) return;
  const { snapshot, writtenAt } = found;
  const { session, device } = snapshot;
  if (options.exclude.includes(session)) return;
  const owner = toSessionOwner(snapshot);
  const { verdict } = await judgeSession(run, { session, device, owner, writtenAt });
  if (!verdict.isDead) {
    report.left.push(toLeftSession({ session }, verdict));
    return;
  }
  // It may have published its log itself and died before it removed this.
  if ((await store.findSessionLog({ session })) === undefined) {
    const { log, dialect } = logOfSnapshot(snapshot, verdict.ended);
    const published = await publishOnce(store, log, {
      session,
      summary: DEFAULT_SESSION_SUMMARY,
      dialect,
      fileSystem: options.fileSystem,
    });
    report.recovered.push({
      session,
      fileName: published.fileName,
      status: log.status ?? verdict.ended,
      existed: published.existed,
    });
  }
  await runProgram(removeStateFile(paths.snapshots, fileName), options.fileSystem.async);
  await runProgram(removeStateFile(paths.heartbeats, fileName), options.fileSystem.async);
}
