import type { JournalStore } from '@opta/journal-store';
import type { FeedCursor } from './event-id.js';
import type { FeedItem } from './feed-item.js';
import { findStoredSessions, type StoredSession } from './find-stored-sessions.js';
import { readStoredSession } from './read-stored-session.js';
import { timeOfSession } from './time-of-session.js';

/** Reads on from a place, as often as it is asked to. */
export class StoredReplay {
  readonly #store: JournalStore;
  #isGoneTold = false;
  /** Everything up to here was given. */
  cursor: FeedCursor;
  /** Whether the session that records now could be read. */
  isLiveStored = false;
  /** Whether the place is none that tells what came after it. */
  isUnknown = false;

  constructor(store: JournalStore, after: FeedCursor) {
    this.#store = store;
    this.cursor = after;
  }

  /**
   * Everything after the cursor that is on the disk by now: the rest of its session, then the sessions that began
   * after it.
   *
   * @param live - the session that records now, which is the last one
   */
  async *read(live: string | undefined): AsyncGenerator<FeedItem, void, undefined> {
    this.isLiveStored = false;
    const { session } = this.cursor;
    const sessions = await findStoredSessions(this.#store, session, live);
    const isThere = sessions[0]?.session === session;
    if (!isThere && session !== live) {
      this.isUnknown = timeOfSession(session) === undefined;
      yield* this.#tellGone(session);
      if (this.isUnknown) return;
    }
    for (const stored of sessions) {
      if (stored.session !== session) this.cursor = { session: stored.session, seq: 0 };
      yield* stored.session === live ? this.#readLive(stored) : this.#readFinished(stored);
    }
  }

  /** Once, also where it is read again. */
  *#tellGone(session: string): Generator<FeedItem, void, undefined> {
    if (this.#isGoneTold) return;
    this.#isGoneTold = true;
    yield gap(`there is no event log of the session ${session}`);
  }

  async *#readFinished(stored: StoredSession): AsyncGenerator<FeedItem, void, undefined> {
    try {
      yield* this.#readSession(stored);
    } catch (error) {
      if (!isFailedRead(error)) throw error;
      yield gap(`the event log of the session ${stored.session} cannot be read (${error.code})`);
    }
  }

  /** What cannot be counted here is counted where it joins what is live. */
  async *#readLive(stored: StoredSession): AsyncGenerator<FeedItem, void, undefined> {
    try {
      for await (const item of this.#readSession(stored)) {
        if (item.kind !== 'gap' || item.missed !== null) yield item;
      }
      this.isLiveStored = true;
    } catch (error) {
      if (!isFailedRead(error)) throw error;
    }
  }

  async *#readSession(stored: StoredSession): AsyncGenerator<FeedItem, void, undefined> {
    const { session } = stored;
    for await (const item of readStoredSession(this.#store, stored, this.cursor.seq)) {
      if (item.kind === 'record') this.cursor = { session, seq: item.record.seq };
      if (item.kind === 'gap') this.cursor = { session, seq: item.lastMissing ?? this.cursor.seq };
      yield item;
    }
  }
}

function gap(reason: string): FeedItem {
  return { kind: 'gap', missed: null, reason };
}

/** Also a log that went away while it was read. */
function isFailedRead(error: unknown): error is Error & { code: string } {
  return /^JOURNAL_STORE_(?:LOG_NOT_FOUND|NOT_A_FILE|IO)$/.test(String((error as { code?: unknown })?.code));
}
