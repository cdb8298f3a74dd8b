import { getHeapStatistics } from 'node:v8';
import {
  type FileProgram,
  type FileSystem,
  nodeFileSystem,
  runProgram,
  runProgramSync,
} from '@opta/journal-fs';
import type { Summary } from '@opta/journal-summary';
import { HEARTBEAT_INTERVAL_MS, SUSPICIOUS_INTERVALS } from '../constants.js';
import type { HostIdentity } from '../host/host-identity.js';
import { removeStateFile } from '../session/remove-state-file.js';
import { replaceStateFile } from '../session/replace-state-file.js';
import { stateFileName, statePaths } from '../session/state-paths.js';
import { buildSnapshotLogs, type SessionSnapshot } from '../snapshot/session-snapshot.js';
import { describeFullHeap } from './full-heap.js';
import type { Heartbeat } from './heartbeat.js';

export interface SessionPulseOptions {
  sessionLogsDir: string;
  session: string;
  /** The session as it is at this moment. */
  now(): {
    /** Epoch milliseconds. */
    time: number;
    /** Milliseconds since the session began, from a clock that never jumps. */
    elapsedMs: number;
    /** Number of the last record that was accepted. */
    sequence: number;
  };
  /** Given where there is no event log: the session's log is then kept beside each heartbeat. */
  snapshot?: { device: string; identity: HostIdentity; dialect: 'lmx' | 'cli'; summary: Summary };
  /** Default 30,000. */
  intervalMs?: number;
  /** Default: Node's. */
  fileSystem?: FileSystem;
}

/** The sign of life of one session. Nothing of it throws or rejects: it may only help, never harm. */
export interface SessionPulse {
  /** A heartbeat now. Resolves when it was written or could not be; the next one tries again. */
  beat(): Promise<void>;
  /** End it and remove its files: the session is finished. */
  stop(): Promise<void>;
  /** The same before returning. */
  stopSync(): void;
  /** Whether it failed to show itself for so long that a recovery may have taken the session for dead. */
  readonly wasSilent: boolean;
}

/**
 * Begin to show that a session lives: a small file, rewritten every half minute by a timer that keeps no process
 * alive.
 */
export function createSessionPulse(options: SessionPulseOptions): SessionPulse {
  const {
    sessionLogsDir,
    session,
    intervalMs = HEARTBEAT_INTERVAL_MS,
    fileSystem = nodeFileSystem,
  } = options;
  const paths = statePaths(sessionLogsDir);
  const name = stateFileName(session);
  let writing: Promise<void> | undefined;
  let isOver = false;
  let wasSilent = false;
  let shownAt = Date.now();

  function* write(): FileProgram<void> {
    if (name === undefined) return;
    const heartbeat = takeHeartbeat(options, intervalMs);
    const snapshot = takeSnapshot(options, heartbeat);
    // First what must not be missing: a heartbeat alone says nothing of a session without an event log.
    if (snapshot !== undefined) {
      const content = JSON.stringify(snapshot);
      yield* replaceStateFile({ sessionLogsDir, directory: paths.snapshots, name, content });
    }
    const content = `${JSON.stringify(heartbeat)}\n`;
    yield* replaceStateFile({ sessionLogsDir, directory: paths.heartbeats, name, content });
  }

  function* remove(): FileProgram<void> {
    if (name === undefined) return;
    if (options.snapshot !== undefined) yield* removeStateFile(paths.snapshots, name);
    yield* removeStateFile(paths.heartbeats, name);
  }

  function beat(): Promise<void> {
    if (isOver) return Promise.resolve();
    notice();
    writing ??= quietly(async () => {
      await runProgram(write(), fileSystem.async);
      shownAt = Date.now();
    }).finally(() => {
      writing = undefined;
    });
    return writing;
  }

  /** A machine that slept, a container that was stopped, a disk that took no heartbeat. */
  function notice(): void {
    if (Date.now() - shownAt > SUSPICIOUS_INTERVALS * intervalMs) wasSilent = true;
  }

  function end(): void {
    isOver = true;
    clearInterval(timer);
  }

  const timer = setInterval(() => void beat(), intervalMs);
  timer.unref();
  return {
    beat,
    get wasSilent() {
      notice();
      return wasSilent;
    },
    async stop() {
      end();
      // A write that is under way would put its file back after it was removed.
      await writing;
      await quietly(() => runProgram(remove(), fileSystem.async));
    },
    stopSync() {
      end();
      try {
        runProgramSync(remove(), fileSystem.sync);
      } catch {
        // The next recovery removes what is left of a finished session.
      }
    },
  };
}

async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    // A full disk, a folder that is gone: told by the event log, and tried again with the next heartbeat.
  }
}

function takeHeartbeat({ session, now }: SessionPulseOptions, intervalMs: number): Heartbeat {
  const { time, elapsedMs, sequence } = now();
  const heap = getHeapStatistics();
  return {
    session,
    time,
    elapsed_ms: elapsedMs,
    sequence,
    interval_ms: intervalMs,
    rss: process.memoryUsage.rss(),
    heap_used: heap.used_heap_size,
    heap_limit: heap.heap_size_limit,
  };
}

function takeSnapshot(
  { session, snapshot }: SessionPulseOptions,
  heartbeat: Heartbeat,
): SessionSnapshot | undefined {
  if (snapshot === undefined) return undefined;
  const { device, dialect, identity, summary } = snapshot;
  const { machineId, bootId, pidNamespace, processStart } = identity;
  const fullHeap = describeFullHeap(heartbeat);
  return {
    session,
    device,
    pid: process.pid,
    ...(processStart === undefined ? {} : { process_start: processStart }),
    ...(bootId === undefined ? {} : { boot_id: bootId }),
    ...(machineId === undefined ? {} : { machine_id: machineId }),
    ...(pidNamespace === undefined ? {} : { pid_namespace: pidNamespace }),
    dialect,
    logs: buildSnapshotLogs(summary, {
      time: heartbeat.time,
      elapsedMs: heartbeat.elapsed_ms,
      sequence: heartbeat.sequence,
      ...(fullHeap === undefined ? {} : { fullHeap }),
    }),
  };
}
