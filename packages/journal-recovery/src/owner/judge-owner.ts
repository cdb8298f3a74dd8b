import { LEGACY_SILENCE_MS, SILENT_INTERVALS } from '../constants.js';
import type { HostRelation } from './relate-host.js';

/** What is known of an owner whose process does not say whether it lives. */
export interface OwnerEvidence {
  relation: HostRelation;
  /** Milliseconds since the last heartbeat; absent where there is none. */
  heartbeatAgeMs?: number | undefined;
  /** Milliseconds between its heartbeats. */
  intervalMs: number;
  /** Milliseconds since the event log, or the snapshot in its place, grew last. */
  logAgeMs: number;
  /** Milliseconds since this machine was booted. */
  uptimeMs?: number | undefined;
  /** Whether the session's device is ours. */
  isOwnDevice: boolean;
}

export interface RecoveryWishes {
  /** Also sessions of other machines, once they are silent. */
  includeForeign: boolean;
  /** Also sessions of which nothing says whether they still run. */
  includeLegacy: boolean;
}

/** Why a session is left alone. */
export type LeftReason =
  /** Its process runs. */
  | 'running'
  /** Its process cannot be seen, and it was heard of lately. */
  | 'heard-lately'
  /** It ran on another machine, which does this itself. */
  | 'other-machine'
  /** Nothing says who it belongs to, and its device is not ours. */
  | 'other-device'
  /** Nothing says whether it still runs, and it has grown since the boot and within a day. */
  | 'grown-lately';

export type OwnerVerdict =
  | { isDead: true; ended: 'killed' | 'power' | 'unknown' }
  | {
      isDead: false;
      reason: LeftReason;
      /** Milliseconds after which asking again may give another answer. */
      retryAfterMs?: number;
    };

/** Whether an owner still lives whose process does not say it. A pure decision; whoever is in doubt is left alone. */
export function judgeOwner(evidence: OwnerEvidence, wishes: RecoveryWishes): OwnerVerdict {
  const { heartbeatAgeMs = Number.POSITIVE_INFINITY, logAgeMs } = evidence;
  const silentMs = Math.min(heartbeatAgeMs, logAgeMs);
  switch (evidence.relation) {
    case 'visible':
    case 'hidden':
      return judgeSilence(evidence, silentMs, 'killed');
    case 'earlier-boot':
      // Its process is gone with that boot, unless a copied identifier makes two machines look like one.
      return judgeSilence(evidence, heartbeatAgeMs, 'power');
    case 'other-machine':
      if (!wishes.includeForeign) return { isDead: false, reason: 'other-machine' };
      return judgeSilence(evidence, silentMs, 'unknown');
    case 'unknown':
      return judgeUnknown(evidence, wishes);
  }
}

function judgeSilence(
  { intervalMs }: OwnerEvidence,
  silentMs: number,
  ended: 'killed' | 'power' | 'unknown',
): OwnerVerdict {
  const limitMs = SILENT_INTERVALS * intervalMs;
  if (silentMs > limitMs) return { isDead: true, ended };
  return { isDead: false, reason: 'heard-lately', retryAfterMs: limitMs - silentMs + 1_000 };
}

/** Logs of the original journal, and those that lost their first line. */
function judgeUnknown(evidence: OwnerEvidence, wishes: RecoveryWishes): OwnerVerdict {
  const { heartbeatAgeMs = Number.POSITIVE_INFINITY, logAgeMs, uptimeMs } = evidence;
  const silence = judgeSilence(evidence, heartbeatAgeMs, 'unknown');
  if (!silence.isDead) return silence;
  if (wishes.includeLegacy) return { isDead: true, ended: 'unknown' };
  if (!evidence.isOwnDevice) return { isDead: false, reason: 'other-device' };
  const isOlderThanBoot = uptimeMs !== undefined && logAgeMs > uptimeMs;
  if (isOlderThanBoot || logAgeMs > LEGACY_SILENCE_MS) return { isDead: true, ended: 'unknown' };
  return { isDead: false, reason: 'grown-lately' };
}
