/** What a command ends with, as `opta-journal --help` tells it. */
export const EXIT = {
  ok: 0,
  /** Findings, or nothing found. */
  findings: 1,
  /** Wrong usage, or a failure. */
  failure: 2,
  /** Ctrl-C, as a shell counts signals: 128 + SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The file that says where a repository keeps its journal; `init` writes it. */
export const CONFIG_FILE_NAME = 'opta-journal.yaml';

/** Version of the shape of what `--json` prints; grows with a change that a reader could stumble over. */
export const JSON_VERSION = 1;

/** Columns of a terminal that does not say how many it has. */
export const DEFAULT_COLUMNS = 80;

/** Entries that a listing shows where nothing else is asked for. */
export const DEFAULT_LINES = 20;

/** Longest part of a foreign value that a message repeats, in characters. */
export const MAX_QUOTED_CHARACTERS = 200;
