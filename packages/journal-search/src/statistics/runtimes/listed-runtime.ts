import type { SessionLogEntry } from '@opta/journal-store';

/** The files of one runtime: an event log, a session log, or both. */
export type RuntimeFiles =
  | { eventLog: SessionLogEntry; sessionLog?: SessionLogEntry | undefined }
  | { eventLog?: undefined; sessionLog: SessionLogEntry };

/** One runtime as the folder has it now. */
export type ListedRuntime = RuntimeFiles & {
  /** The local day in its file name, `YYYY-MM-DD`. */
  date: string;
  /** Name of the event log, else of the session log. */
  fileName: string;
  /** By which its facts are kept: another one with every change of its files. */
  key: string;
};
