/** Why something goes. */
export type RetentionReason = 'age' | 'count' | 'size' | 'free-space';

/** Why a log stays whatever its age. */
export type KeptReason =
  /** `pinned.txt` names it. */
  | 'pinned'
  /** An event log without its session log: the session is running, or waits for its recovery. */
  | 'unfinished'
  /** It is of another machine, or does not say of which. */
  | 'other-device'
  /** A link, a folder, a FIFO or a device bears its name. */
  | 'not-a-file';

/** Why nothing of a plan is done for now. */
export type HeldReason =
  /** The folder has logs that this program did not write, and nobody has accepted a plan for it. */
  | 'not-accepted'
  /** The newest log is of a time that the clock has not reached. */
  | 'clock-behind'
  /** Age would take a large share at once, and that was not known a day ago. */
  | 'large-share';

/** A file as it was when the plan was made. Numbers that JSON cannot hold are text. */
export interface PlannedFile {
  fileName: string;
  /** Bytes. */
  size: number;
  inode: string;
  /** Nanoseconds since the epoch of the last change. */
  modifiedNs: string;
}

/** What goes together: a session log with its event log, or one update log. */
export interface RetentionUnit {
  folder: 'sessions' | 'updates';
  /** The log that gives the unit its name. */
  fileName: string;
  /** `YYYY-MM-DD`; its month is the folder of the archive. */
  date: string;
  reason: RetentionReason;
  /** In the order in which they go: event logs before the session log that stands for them. */
  files: PlannedFile[];
}

/** What retention would do, as plain data that can be shown, kept as JSON and applied. */
export interface RetentionPlan {
  mode: 'archive' | 'delete' | 'off';
  /** Epoch milliseconds. */
  plannedAt: number;
  /** What goes, the oldest first. */
  units: RetentionUnit[];
  /** Bytes of all files that go. */
  bytes: number;
  /** How many finished sessions (and update logs, where the policy is about them) there are. */
  total: number;
  /** Logs that stay whatever the policy says. */
  kept: { fileName: string; reason: KeptReason }[];
  /** Set where nothing is done for now; the message says what to do. */
  held?: { reason: HeldReason; message: string };
}

/** What became of a plan. */
export interface RetentionResult {
  /** Names that were archived or deleted, in that order. */
  done: string[];
  /** Bytes of these files. */
  bytes: number;
  /** Units of which nothing was touched, or not everything, and why. */
  skipped: { fileName: string; reason: SkippedReason; error?: Error }[];
  /** Set where the plan is held and nothing was done. */
  held?: { reason: HeldReason; message: string };
}

export type SkippedReason =
  /** A file is not what it was when the plan was made. */
  | 'changed'
  /** It has been pinned since. */
  | 'pinned'
  /** The archive has another file of that name. */
  | 'conflict'
  /** The system refused; `error` says what. */
  | 'failed';
