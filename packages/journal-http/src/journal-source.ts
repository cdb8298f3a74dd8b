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
}
