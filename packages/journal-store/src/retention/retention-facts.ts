import type { KeptReason, PlannedFile } from './retention-plan.js';

/** A unit of which nothing is decided yet. */
export interface UnitFacts {
  folder: 'sessions' | 'updates';
  fileName: string;
  /** `YYYY-MM-DD` */
  date: string;
  /** Epoch milliseconds at which it began, by the name. */
  time: number;
  files: PlannedFile[];
}

/** Until which day somebody, or an earlier run, has seen that logs go. */
export interface RetentionMark {
  /** Epoch milliseconds at which that was. */
  at: number;
  /** `YYYY-MM-DD`, included. */
  until: string;
}

/** Everything that a decision needs. */
export interface RetentionFacts {
  now: number;
  sessions: UnitFacts[];
  updates: UnitFacts[];
  kept: { fileName: string; reason: KeptReason }[];
  /** Epoch milliseconds of the newest log of this device, finished or not. */
  newestTime: number;
  /** Whether the folder has logs that this program did not write. */
  isShared: boolean;
  /** Bytes that are free, where the policy asks for it. */
  freeBytes: number | undefined;
  accepted: RetentionMark | undefined;
  seen: RetentionMark | undefined;
}
