import { slugify } from '@opta/journal-format';
import { runProgram } from '@opta/journal-fs';
import { HEARTBEAT_INTERVAL_MS, MAX_DEVICE_SLUG } from '../constants.js';
import type { Heartbeat } from '../heartbeat/heartbeat.js';
import { readHeartbeat } from '../heartbeat/read-heartbeat.js';
import type { RecoveryRun } from '../recovery-run.js';
import { judgeOwner, type OwnerVerdict } from './judge-owner.js';
import { judgeProcess } from './judge-process.js';
import type { SessionOwner } from './recorded-owner.js';
import { relateHost } from './relate-host.js';

/** What a session left of itself that tells about its owner. */
export interface SessionTraces {
  session: string;
  device: string;
  /** Absent in the logs of programs that do not tell. */
  owner?: SessionOwner;
  /** When its event log or snapshot was last written, by the clock of the file system, in epoch milliseconds. */
  writtenAt: number;
}

export interface JudgedSession {
  verdict: OwnerVerdict;
  heartbeat?: Heartbeat;
}

/** Gathers what is known of the owner of a session, and judges. */
export async function judgeSession(run: RecoveryRun, traces: SessionTraces): Promise<JudgedSession> {
  const { identity, options, paths } = run;
  const { owner } = traces;
  const relation = owner === undefined ? 'unknown' : relateHost(owner, identity);
  const found = await runProgram(readHeartbeat(paths.heartbeats, traces.session), options.fileSystem.async);
  const heartbeat = found?.heartbeat === undefined ? {} : { heartbeat: found.heartbeat };
  if (owner !== undefined && relation === 'visible') {
    // Beside a living sibling nothing is written, not even to learn the time.
    const verdict = judgeProcess(await run.readProcess(owner.pid), owner.processStart);
    if (verdict !== undefined) return { verdict, ...heartbeat };
  }
  const now = await run.fileSystemTime();
  const verdict = judgeOwner(
    {
      relation,
      heartbeatAgeMs: found === undefined ? undefined : now - found.writtenAt,
      intervalMs: found?.heartbeat?.interval_ms ?? HEARTBEAT_INTERVAL_MS,
      logAgeMs: now - traces.writtenAt,
      uptimeMs: identity.bootedAt === undefined ? undefined : Date.now() - identity.bootedAt,
      isOwnDevice: options.device !== undefined && slugOf(options.device) === slugOf(traces.device),
    },
    options,
  );
  return { verdict, ...heartbeat };
}

function slugOf(device: string): string {
  return slugify(device, { maxLength: MAX_DEVICE_SLUG });
}
