import { backOff, call, errnoOf, type FileProgram, runProgram } from '@opta/journal-fs';
import { HEARTBEAT_INTERVAL_MS, REFUSED_ATTEMPTS, SILENT_INTERVALS } from './constants.js';
import { readHeartbeat } from './heartbeat/read-heartbeat.js';
import type { RecoveryRun } from './recovery-run.js';
import { isOwnFolder } from './session/is-own-folder.js';
import { removeStateFile } from './session/remove-state-file.js';
import { sessionOfStateFile } from './session/state-paths.js';

/**
 * Removes the heartbeats of sessions that are finished: whoever finished them was stopped before it came to this.
 * Those that are not silent, or whose session waits, stay.
 */
export async function removeOrphanHeartbeats(run: RecoveryRun): Promise<void> {
  const { paths, options, report } = run;
  const waiting = new Set([
    ...options.exclude,
    ...[...report.left, ...report.failed].flatMap(({ session }) => session ?? []),
  ]);
  for (const fileName of await listStateFiles(run, paths.heartbeats)) {
    const session = sessionOfStateFile(fileName);
    if (session === undefined || waiting.has(session)) continue;
    const found = await runProgram(readHeartbeat(paths.heartbeats, session), options.fileSystem.async);
    if (found === undefined) continue;
    const limitMs = SILENT_INTERVALS * (found.heartbeat?.interval_ms ?? HEARTBEAT_INTERVAL_MS);
    if ((await run.fileSystemTime()) - found.writtenAt <= limitMs) continue;
    await runProgram(removeStateFile(paths.heartbeats, fileName), options.fileSystem.async);
  }
}

/** Names in a folder of state; none where it is missing, or a link. */
export function listStateFiles({ options }: RecoveryRun, directory: string): Promise<string[]> {
  return runProgram(namesIn(directory), options.fileSystem.async);
}

function* namesIn(directory: string): FileProgram<string[]> {
  if (!(yield* isOwnFolder(directory))) return [];
  return (yield* readOnceMade(directory)).sort();
}

/** Program: of a folder that is being made, the umask may have taken what its maker gives back a moment later. */
function* readOnceMade(directory: string): FileProgram<string[]> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return yield* call.readdir(directory);
    } catch (error) {
      if (errnoOf(error) !== 'EACCES' || attempt === REFUSED_ATTEMPTS) throw error;
      yield* backOff(attempt);
    }
  }
}
