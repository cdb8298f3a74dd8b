import type { LeftReason } from '@opta/journal-recovery';
import type { DamagedSpan } from '@opta/journal-store';

export type Severity = 'error' | 'warning' | 'info';
export type Folder = 'sessions' | 'updates';

/** Where the time of a number is known from, the most reliable first. */
export type TimeSource = 'claim' | 'last-numbers' | 'uid' | 'frontmatter' | 'name';

/** A log that bears a number. */
export interface Claimant {
  fileName: string;
  /** Epoch milliseconds at which it took the number, as far as its source tells. */
  claimedAt?: number;
  source?: TimeSource;
  /** Whether git has it in a commit; absent where git cannot tell. */
  isCommitted?: boolean;
  /** The month of the archive in which it is, `YYYY-MM`. */
  archived?: string;
  /** Of a merge that is still to come: the branches or commits that have it, as they were named. */
  heads?: string[];
}

/** What each kind of finding knows. */
export interface FindingFacts {
  'claim-ahead': { series: string };
  'claim-damaged': { series: string };
  'conflict-copy': {
    folder: Folder;
    original: string;
    /** Whether both have the same bytes; absent where the original is gone. */
    isSame?: boolean;
    /** Of update logs: the number, the series that has it and its id as the original's name writes it. */
    number?: number;
    series?: string;
    id?: string;
    /** The id that a renumbered copy would probably get. */
    expectedId?: string;
  };
  /** The rows of the session log that differ; `total` for the sum. */
  'counts-differ': {
    sessionLog: string;
    eventLog: string;
    rows: { type: string; sessionLog: number; eventLog: number }[];
  };
  'duplicate-number': {
    number: number;
    /** Undefined where no series has the number. */
    series?: string;
    /** Who keeps it comes first. */
    claimants: Claimant[];
    /** The ids that the others would probably get. */
    expectedIds: string[];
  };
  'event-log-damaged': {
    /** At most 20 of them. */
    places: DamagedSpan[];
    count: number;
    bytes: number;
    /** Records that are intact. */
    records: number;
  };
  'event-log-gone': { eventLog: string };
  'event-log-unfinished': { byteOffset: number; bytes: number; records: number };
  'event-log-without-session-log': {
    /** Whether it has changed within five minutes and may well be in use. */
    isInUse: boolean;
    modifiedAt: number;
    /** What a repair would do: recover it, fail, or leave it for this reason. */
    recovery: 'due' | 'failed' | LeftReason;
  };
  'frontmatter-missing': { folder: Folder };
  'frontmatter-unreadable': { folder: Folder; reason: string };
  'gap-explained': { series: string; number: number; reason: string };
  'gap-unexplained': { series: string; from: number; to: number };
  'id-differs': { frontmatterId: string; nameId: string };
  'last-numbers-behind': { series: string };
  'last-numbers-conflict': Record<string, never>;
  'last-numbers-damaged': Record<string, never>;
  'log-not-a-file': { folder: Folder; kind: string };
  'log-unparseable': { folder: Folder; reason: string };
  'name-outside-convention': { folder: Folder };
  'number-out-of-order': {
    series: string;
    /** The log whose time is ahead. */
    number: number;
    claimedAt: number;
    /** Higher numbers with earlier times, at most 20 of them. */
    earlier: { number: number; claimedAt: number }[];
    count: number;
  };
  'original-left': Record<string, never>;
  'sequence-broken': {
    /** At most 20 of them: the sequence that was expected and the one that stands there. */
    places: { expected: number; found: number; segment: number; lineNumber: number }[];
    count: number;
  };
  'session-logs-duplicate': { session: string; isSame: boolean };
  'temporary-files-left': { folder: Folder; count: number };
}

export type FindingCode = keyof FindingFacts;

export interface FindingOf<Code extends FindingCode> {
  code: Code;
  severity: Severity;
  /** Names of the files in their folder. */
  files: string[];
  facts: FindingFacts[Code];
  message: string;
  /** What to do about it. */
  fix: string;
}

/** Something that is not as it should be, as plain data. */
export type Finding = { [Code in FindingCode]: FindingOf<Code> }[FindingCode];

const REPAIR = '`repair` does it';
const OWN_RANGES = 'Where devices have numbers of their own, name the range of each in `series`.';

/** How bad each kind of finding is, and what to do about it. */
const FINDINGS: Record<FindingCode, { severity: Severity; fix: string }> = {
  'claim-ahead': { severity: 'warning', fix: 'Look at the clock of this machine.' },
  'claim-damaged': { severity: 'warning', fix: 'Leave it: the number stays taken.' },
  'conflict-copy': {
    severity: 'warning',
    fix: `Compare it with its original. ${REPAIR} where that is safe: an identical copy is moved aside, another version of an update log gets a number of its own, and last-numbers.txt takes the higher number of each series.`,
  },
  'counts-differ': { severity: 'error', fix: 'Read the event log; it is the truth of the two.' },
  'duplicate-number': {
    severity: 'error',
    fix: `Renumber the later log. ${REPAIR}; the old number stays in its frontmatter as an alias.`,
  },
  'event-log-damaged': {
    severity: 'error',
    fix: 'Look at the disk. Every intact record before and after is still read; nothing is to be removed.',
  },
  'event-log-gone': {
    severity: 'warning',
    fix: 'Fetch it from where it was moved to, or leave it: the session log stands on its own.',
  },
  'event-log-unfinished': {
    severity: 'info',
    fix: 'Nothing: it is being written, or its program died in the middle of a line.',
  },
  'event-log-without-session-log': {
    severity: 'warning',
    fix: `Recover it. ${REPAIR}.`,
  },
  'frontmatter-missing': { severity: 'info', fix: 'Nothing: a free-form log may do without.' },
  'frontmatter-unreadable': { severity: 'warning', fix: 'Mend the lines between the two `---` by hand.' },
  'gap-explained': { severity: 'info', fix: 'Nothing: the number is not given again.' },
  'gap-unexplained': {
    severity: 'warning',
    fix: `Look in the history of the folder for logs that were moved or deleted. ${OWN_RANGES} The numbers are not given again.`,
  },
  'id-differs': {
    severity: 'warning',
    fix: `Write the number of the file name into the frontmatter. ${REPAIR}; the other one stays as an alias.`,
  },
  'last-numbers-behind': { severity: 'warning', fix: `Write it anew. ${REPAIR}. Commit it then.` },
  'last-numbers-conflict': {
    severity: 'error',
    fix: `Renumber one of two logs with the same number, then write the file anew. ${REPAIR}. Commit it then.`,
  },
  'last-numbers-damaged': { severity: 'warning', fix: `Write it anew. ${REPAIR}.` },
  'log-not-a-file': { severity: 'warning', fix: 'Remove it; the journal did not make it.' },
  'log-unparseable': { severity: 'error', fix: 'Mend it by hand, or read it as raw text.' },
  'name-outside-convention': {
    severity: 'info',
    fix: 'Rename it if it is a log; else move it to another folder, or leave it: nothing touches it.',
  },
  'number-out-of-order': {
    severity: 'warning',
    fix: `Look at the clocks and dates. ${OWN_RANGES} Numbers are never changed for their order.`,
  },
  'original-left': {
    severity: 'warning',
    fix: `Finish it. ${REPAIR} if the new version is there; else compare \`.opta-journal/replaced/pending\` with the logs.`,
  },
  'sequence-broken': { severity: 'error', fix: 'Look for who edited the event log; records are missing.' },
  'session-logs-duplicate': {
    severity: 'error',
    fix: `Compare them and keep one. ${REPAIR} if they have the same bytes.`,
  },
  'temporary-files-left': { severity: 'info', fix: `Remove them. ${REPAIR}.` },
};

/** A finding with the severity and the fix of its code. */
export function createFinding<Code extends FindingCode>(
  code: Code,
  files: string[],
  facts: FindingFacts[Code],
  message: string,
): FindingOf<Code> {
  const { severity, fix } = FINDINGS[code];
  return { code, severity, files, facts, message, fix };
}
