import { runProgram } from '@opta/journal-fs';
import { DEFAULT_SESSION_SUMMARY } from './constants.js';
import { toLeftSession } from './owner/to-left-session.js';
import { publishOnce } from './publishing/publish-once.js';
import type { RecoveryRun } from './recovery-run.js';
import { removeStateFile } from './session/remove-state-file.js';
import { judgeSnapshot, readOwnSnapshot } from './snapshot/judge-snapshot.js';
import { logOfSnapshot } from './snapshot/session-snapshot.js';

/** Publishes the session log of one session that kept no event log, unless its owner may live. */
export async function recoverSnapshot(run: RecoveryRun, fileName: string): Promise<void> {
  const { store, options, paths, report } = run;
  const found = await readOwnSnapshot(run, fileName);
  if (found === undefined) return;
  const { snapshot } = found;
  const { session } = snapshot;
  const { verdict } = await judgeSnapshot(run, found);
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
      wasMissing: true,
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
