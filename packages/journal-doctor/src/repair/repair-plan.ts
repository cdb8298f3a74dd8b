import type { FindingCode, Folder } from '../finding.js';

/** One thing that a repair does. */
export type RepairStep = {
  /** What happens, in a sentence. */
  message: string;
} & (
  | {
      /** Give a log the next number of its series, by its name and its frontmatter. */
      action: 'renumber';
      fileName: string;
      /** The number that it gives up, as it is written, and what follows it in the new name. */
      id: string;
      rest: string;
      series: string;
      /** The log that keeps the number. */
      keeps: string;
      isKeeperArchived: boolean;
      /** The id that it will probably get; another program may take it meanwhile. */
      expectedId?: string;
    }
  /** Write the number of the file name into the frontmatter. */
  | { action: 'rewrite-id'; fileName: string; id: string }
  /** Move a file that has the same bytes as another one out of the listing. */
  | { action: 'move-aside'; folder: Folder; fileName: string; sameAs: string }
  /** Let last-numbers.txt take the higher numbers of its conflict copy, and move that out of the listing. */
  | { action: 'merge-last-numbers'; fileName: string }
  /** Write last-numbers.txt anew. */
  | { action: 'heal-last-numbers' }
  /** Finish sessions that have no session log. */
  | { action: 'recover'; eventLogs: string[] }
  /** Remove the original that an interrupted repair kept, if its new version is there. */
  | { action: 'finish-original'; fileName: string }
  | { action: 'remove-temporary-files'; folder: Folder }
  /** Let the logs of the update folder cite renumbered logs by their new names. */
  | { action: 'rewrite-citations' }
);

export type StepOf<Action extends RepairStep['action']> = Extract<RepairStep, { action: Action }>;

/** What a repair leaves to a person. */
export interface Unresolved {
  code: FindingCode;
  files: string[];
  reason: string;
}

/** What a repair would do, as plain data. */
export interface RepairPlan {
  /** In the order in which they are done. */
  steps: RepairStep[];
  unresolved: Unresolved[];
}

export interface PlanRepairOptions {
  /**
   * Also rewrite the file names of renumbered logs where other logs of the folder cite them. Bare numbers are left
   * alone: whom they mean is not known. Default: false, since the aliases let old citations find their log.
   */
  rewriteCitations?: boolean;
}
