import type { RecoveryOptions } from './recovery-options.js';
import type { FailedSession, LeftSession } from './recovery-report.js';

export interface PlanRecoveryOptions extends RecoveryOptions {
  /**
   * Also tell the `status` of what would be recovered. Event logs are then read to their end, which takes seconds for
   * hundreds of megabytes. Default false.
   */
  readEnds?: boolean;
}

/** A session without a log whose owner is dead: the next recovery gives it one. */
export interface RecoverableSession {
  session: string;
  /** Absent where the session kept none. */
  eventLog?: string;
  /** What nothing recorded says otherwise of its end: `killed`, `power` or `unknown`. */
  ended: 'killed' | 'power' | 'unknown';
  /** What its session log will say of its end: `ended`, `oom`, or what it recorded itself. Only with `readEnds`. */
  status?: string;
}

/** What a recovery would do with every session without a log. */
export interface RecoveryPlan {
  recoverable: RecoverableSession[];
  /** What it would leave as it is; `running` are those whose process lives. */
  left: LeftSession[];
  /** What it could not look at. */
  failed: FailedSession[];
}
