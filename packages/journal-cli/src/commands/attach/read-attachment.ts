import type { EventLogEntry, JournalStore } from '@opta/journal-store';

/** A session that journals, or journaled, the feed of another process. */
export interface Attachment {
  session: string;
  /** Of the feed, as `FeedAddress` has it. */
  feed: string;
  /** Epoch milliseconds of its begin. */
  startedAt: number;
  entry: EventLogEntry;
}

/** The key in the metadata of a session that names the feed. */
export const FEED_KEY = 'feed';

/** @returns undefined for the event log of a program that writes down what it does itself */
export async function readAttachment(
  store: JournalStore,
  entry: EventLogEntry,
): Promise<Attachment | undefined> {
  for await (const first of store.readEvents(entry)) {
    if (first.kind !== 'record' || first.eventType !== 'journal_session_start') return undefined;
    const { session, metadata } = (first.data ?? {}) as {
      session?: unknown;
      metadata?: Record<string, unknown>;
    };
    const feed = metadata?.[FEED_KEY];
    if (typeof session !== 'string' || typeof feed !== 'string') return undefined;
    return { session, feed, startedAt: first.time, entry };
  }
  return undefined;
}
