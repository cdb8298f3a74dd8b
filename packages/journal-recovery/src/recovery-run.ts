import type { JournalStore } from '@opta/journal-store';
import { type HostIdentity, readHostIdentity } from './host/host-identity.js';
import { type ProcessState, readProcessState } from './host/process-start.js';
import { thisSystem } from './host/system.js';
import { readFileSystemTime } from './owner/read-file-system-time.js';
import type { CompleteOptions } from './recovery-options.js';
import type { RecoveryReport } from './recovery-report.js';
import { type StatePaths, statePaths } from './session/state-paths.js';

/** One pass over a session folder. */
export interface RecoveryRun {
  store: JournalStore;
  options: CompleteOptions;
  paths: StatePaths;
  identity: HostIdentity;
  report: RecoveryReport;
  readProcess(pid: number): Promise<ProcessState>;
  /** The clock of the file system in epoch milliseconds, as of the first time it is asked in this pass. */
  fileSystemTime(): Promise<number>;
}

export async function beginRecovery(store: JournalStore, options: CompleteOptions): Promise<RecoveryRun> {
  const identity = options.identity ?? (await readHostIdentity());
  let time: Promise<number> | undefined;
  return {
    store,
    options,
    paths: statePaths(store.sessionLogsDir),
    identity,
    report: { recovered: [], left: [], failed: [] },
    readProcess: options.readProcess ?? ((pid) => readProcessState(pid, thisSystem)),
    fileSystemTime() {
      // An old answer makes everything seem younger than it is, and so alive.
      time ??= readFileSystemTime(store.sessionLogsDir, options.fileSystem);
      return time;
    },
  };
}
