import type { FailedSession, LeftSession } from './recovery-report.js';

/** A session without a log whose owner is dead: the next recovery gives it one. */
export interface RecoverableSession {
  session: string;
  /** Absent where the session kept none. */
  eventLog?: string;
  /** What nothing recorded says otherwise of its end: `killed`, `power` or `unknown`. */
  ended: 'killed' | 'power' | 'unknown';
}

/** What a recovery would do with every session without a log. */
export interface RecoveryPlan {
  recoverable: RecoverableSession[];
  /** What it would leave as it is; `running` are those whose process lives. */
  left: LeftSession[];
  /** What it could not look at. */
  failed: FailedSession[];
}
