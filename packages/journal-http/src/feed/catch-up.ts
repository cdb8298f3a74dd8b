import { setTimeout } from 'node:timers/promises';
import type { JournalStore } from '@opta/journal-store';
import type { JournalSource } from '../journal-source.js';
import { LOOK_PAUSE_MS, MAX_LOOK_MS } from './constants.js';
import type { FeedCursor } from './event-id.js';
import type { FeedItem } from './feed-item.js';
import type { ReadingLane } from './reading-lane.js';
import type { RecentRecords } from './recent-records.js';
import { StoredReplay } from './stored-replay.js';

export interface CatchUpOptions {
  source: JournalSource;
  store: JournalStore;
  recent: RecentRecords;
  lane: ReadingLane;
  after: FeedCursor;
  /** Whether what is in memory may be taken from there at once, without a look at the disk. */
  isMemoryEnough: boolean;
  /** Told the position in memory at which the client goes on, in the moment in which nothing is between. */
  join(position: number): void;
}

/**
 * Gives what is on the disk after a place, until the rest is in memory. Records reach the disk a moment after they
 * are live: as long as some are in neither, it is looked for them again, and at last they are told as missing.
 */
export async function* catchUp(options: CatchUpOptions): AsyncGenerator<FeedItem, void, undefined> {
  const { source, recent, lane, after, join } = options;
  const replay = new StoredReplay(options.store, after);
  const atOnce = options.isMemoryEnough ? recent.positionAfter(after) : undefined;
  if (atOnce !== undefined) return join(atOnce);
  let until = performance.now() + MAX_LOOK_MS;
  for (;;) {
    const { cursor: before } = replay;
    const status = source.status?.();
    const isAllReadable = (status?.queuedBytes ?? 0) === 0;
    const isLive = recent.session !== undefined;
    const live = recent.session ?? status?.session;
    yield* lane.read(replay.read(live));

    if (replay.isUnknown) return join(recent.end);
    const isStored = replay.isLiveStored || live === undefined;
    const position = findPosition(recent, replay.cursor, isStored && isAllReadable);
    if (position !== undefined) return join(position);
    if (replay.cursor !== before) until = performance.now() + MAX_LOOK_MS;
    if ((isLive && !isStored) || performance.now() > until) {
      const missed = countBeforeRecent(recent, replay.cursor);
      join(recent.start);
      if (missed !== 0) yield { kind: 'gap', missed, reason: 'they are not on the disk' };
      return;
    }
    yield { kind: 'idle' };
    await setTimeout(LOOK_PAUSE_MS, undefined, { ref: false });
  }
}

/** @param isAllRead - whether everything was read that was recorded before the first record in memory */
function findPosition(recent: RecentRecords, cursor: FeedCursor, isAllRead: boolean): number | undefined {
  const { session, end } = recent;
  if (session === undefined) return isAllRead ? end : undefined;
  // A session that another process began later in the same folder: nothing of the live one was missed.
  return session < cursor.session ? end : recent.positionAfter(cursor);
}

/** Numbers between what was read and what is in memory; null where nothing is there. */
function countBeforeRecent({ session, coveredAfter }: RecentRecords, cursor: FeedCursor): number | null {
  if (session === undefined) return null;
  return Math.max(0, coveredAfter - (cursor.session === session ? cursor.seq : 0));
}
