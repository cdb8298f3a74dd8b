import type { Dialect, SessionLog } from '@opta/journal-format';
import { sessionLogSchema } from '@opta/journal-format/schema';
import type { Summary } from '@opta/journal-summary';
import * as z from 'zod/mini';
import { recordedOwnerShape } from '../owner/recorded-owner.js';

const text = z.string();

/**
 * What takes the place of an event log where there is none: for each way in which it may end without a word, the
 * session log that would then be right, and what tells whether its owner lives.
 */
export const sessionSnapshotSchema = z.object({
  session: text,
  device: text,
  ...recordedOwnerShape,
  dialect: z.enum(['lmx', 'cli']),
  logs: z.object({ killed: z.unknown(), power: z.unknown(), unknown: z.unknown() }),
});

export type SessionSnapshot = z.infer<typeof sessionSnapshotSchema>;

export interface SnapshotMoment {
  /** Epoch milliseconds. */
  time: number;
  /** Milliseconds since the session began, from a clock that never jumps. */
  elapsedMs: number;
  /** Events and notes so far. */
  sequence: number;
  /** Why a kill would be one for want of memory, if it would. */
  fullHeap?: string;
}

/** The logs of a session as they would have to be if it ended now. */
export function buildSnapshotLogs(summary: Summary, moment: SnapshotMoment): SessionSnapshot['logs'] {
  const { time, elapsedMs, sequence, fullHeap } = moment;
  const logFor = (status: string, reason?: string): SessionLog =>
    summary.toSessionLog({
      endedAt: time,
      durationMs: elapsedMs,
      status,
      ...(reason === undefined ? {} : { reason }),
      recovery: { isEndKnown: false, last: { time, sequence } },
    });
  return {
    killed: fullHeap === undefined ? logFor('killed') : logFor('oom', fullHeap),
    power: logFor('power'),
    unknown: logFor('unknown'),
  };
}

/** One log of a snapshot, checked. */
export function logOfSnapshot(
  snapshot: SessionSnapshot,
  ended: keyof SessionSnapshot['logs'],
): { log: SessionLog; dialect: Dialect } {
  return { log: sessionLogSchema.parse(snapshot.logs[ended]), dialect: snapshot.dialect };
}
