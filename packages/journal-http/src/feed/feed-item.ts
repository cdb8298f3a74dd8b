/** A record as the feed sends it. */
export interface FeedRecord {
  session: string;
  /** Number of the record in its session's event log; absent where there is no event log. */
  seq?: number | undefined;
  type: string;
  data: unknown;
  /** Epoch milliseconds. */
  time?: number;
}

/** A place where something is missing. */
export interface FeedGap {
  kind: 'gap';
  /** How many events; null where nothing can tell. */
  missed: number | null;
  /** Why, in a sentence without its full stop. */
  reason: string;
  /** Number of the last missing record, where no record follows that shows it. */
  lastMissing?: number;
}

/** What is read from the disk for a client, in its order. `idle`: the next one may take a while. */
export type FeedItem = { kind: 'record'; record: FeedRecord & { seq: number } } | FeedGap | { kind: 'idle' };
