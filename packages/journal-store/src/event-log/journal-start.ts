import type { Dialect } from '@opta/journal-format';

/** What describes one runtime. It is the data of `journal_session_start`, the first line of every segment. */
export interface JournalStart {
  /** Identifier of the session. */
  session: string;
  /** Number of the segment, from 1. */
  segment: number;
  formatVersion: 1;
  device: string;
  user: string;
  model: string;
  /** Epoch milliseconds. */
  startedAt: number;
  /** IANA name. */
  timeZone: string;
  pid: number;
  /** When the process began, as the system tells it, so that a pid that is used again is recognized. */
  processStart?: string;
  /** Identifier of the machine's boot. */
  bootId?: string;
  /** Random identifier of the machine. */
  machineId?: string;
  /** Namespace in which `pid` holds, `pid:[4026531836]`; absent where there are none. */
  pidNamespace?: string;
  /** How the session log will be spelled. Default `lmx`. */
  dialect?: Dialect;
  metadata: Record<string, unknown>;
}
