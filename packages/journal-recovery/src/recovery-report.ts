import type { JournalRecoveryError } from './errors.js';
import type { LeftReason } from './owner/judge-owner.js';

/** A session that has its log now. */
export interface RecoveredSession {
  session: string;
  /** Absent where the session kept none. */
  eventLog?: string;
  /** Name of its session log. */
  fileName: string;
  /** How it ended, as the log says. */
  status: string;
  /** True where somebody else published it while this recovery was under way. */
  existed: boolean;
}

/** A session without a log that was left as it is. */
export interface LeftSession {
  session?: string;
  eventLog?: string;
  reason: LeftReason;
  /** Milliseconds after which asking again may give another answer. */
  retryAfterMs?: number;
}

/** A session whose log could not be made. */
export interface FailedSession {
  session?: string;
  eventLog?: string;
  error: JournalRecoveryError;
}

/** What became of every session without a log. */
export interface RecoveryReport {
  recovered: RecoveredSession[];
  left: LeftSession[];
  failed: FailedSession[];
}
