import type { JournalStore } from '@opta/journal-store';

/** One record as the journal accepted it. */
export interface LiveRecord {
  session: string;
  /** Number of the record in its session's event log; absent where there is no event log. */
  seq?: number | undefined;
  type: string;
  /** JSON data. */
  data: unknown;
  /** Epoch milliseconds. */
  time: number;
}

/** What the event feed asks of a journal's status. */
export interface LiveStatus {
  /** The session that records now. */
  session?: string | undefined;
  /** Number of its last record. Absent: the feed does not say where it begins. */
  sequence?: number | undefined;
  /** Bytes of records that cannot be read from the disk yet. */
  queuedBytes: number;
}

/** What `GET /admin/logs/health` tells of a journal, as far as it knows. */
export interface JournalHealth extends LiveStatus {
  /** `degraded`: the disk refuses; `disabled`, `running`, … */
  state?: string | undefined;
  device?: string | undefined;
  durability?: string | undefined;
  /** Paths; only the names are told. */
  eventLog?: string | undefined;
  sessionLog?: string | undefined;
  /** What became of every event. */
  ledger?: object | undefined;
  /** How many secrets were replaced, by kind. */
  redactions?: Record<string, number> | undefined;
  recovery?: object | undefined;
  retention?: object | undefined;
  lastError?: object | undefined;
}

/** What `writeUpdateLog` of a runtime journal resolves to. */
export type UpdateLogOutcome =
  | { ok: true; id: string; number: number; fileName: string; path: string }
  | { ok: false; error: Error };

/**
 * What the API reads from: a runtime journal of `@opta/journal-runtime`, or `{ store }` to read
 * two folders without a server.
 */
export interface JournalSource {
  /** Absent while the journal is switched off; listings are empty then. */
  readonly store?: JournalStore | undefined;
  /** Absent: `POST /admin/logs/updates` answers 501. */
  writeUpdateLog?(input: never): Promise<UpdateLogOutcome>;
  /** Absent: `GET /admin/events` answers 501. */
  subscribe?(listener: (record: LiveRecord) => void): () => void;
  /** Absent: what was recorded before `subscribe` counts as readable from the disk. */
  status?(): JournalHealth;
  /** The running session's log as it would be now. Absent: `GET /admin/logs/sessions/current` answers 501. */
  preview?(): { text: string } | undefined;
  /** Whether the note was accepted. Absent: `POST /admin/logs/notes` answers 501. */
  note?(kind: never, text: string): boolean;
}
