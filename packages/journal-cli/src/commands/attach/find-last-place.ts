import type { EventLogEntry, EventRecord, JournalStore } from '@opta/journal-store';
import { type Attachment, readAttachment } from './read-attachment.js';

/** Up to where earlier attachments have journaled a feed. */
export interface FeedPlace {
  /** Of the last event that is on the disk; absent where the server gives none. */
  lastEventId?: string;
  /** Epoch milliseconds up to which it is known what happened. */
  time: number;
}

/** What a line of an event log has beside its event, where a feed gave it. */
const ID_KEY = 'feed_id';

/** Records of the journal, and what the feed's reader tells of itself. */
const NOT_OF_THE_SERVER =
  /^(?:journal_|feed_(?:connection_failed|continuity_failed|frame_invalid|connected|reconnected)$)/;

/**
 * Looks in the event logs for the last event of a feed, from the newest attachment backwards.
 *
 * @param feed - as `FeedAddress` names it
 * @returns undefined where it was never journaled here
 * @throws what `readEvents` throws
 */
export async function findLastPlace(store: JournalStore, feed: string): Promise<FeedPlace | undefined> {
  let time: number | undefined;
  for (const entries of daysOf(await store.listEventLogs())) {
    for (const attachment of await attachmentsTo(feed, store, entries)) {
      const end = await readEnd(store, attachment);
      time ??= end.time;
      if (end.place !== undefined) return { time, ...end.place };
    }
  }
  return time === undefined ? undefined : { time };
}

/** Entries of a listing by their day: nothing older is opened once the place is found. */
function daysOf(entries: readonly EventLogEntry[]): Iterable<EventLogEntry[]> {
  const days = new Map<string, EventLogEntry[]>();
  for (const entry of entries) {
    const day = days.get(entry.date);
    if (day === undefined) days.set(entry.date, [entry]);
    else day.push(entry);
  }
  return days.values();
}

/** The newest first, by their sessions: names say only the second, and go back when summer time ends. */
async function attachmentsTo(
  feed: string,
  store: JournalStore,
  entries: readonly EventLogEntry[],
): Promise<Attachment[]> {
  const found: Attachment[] = [];
  for (const entry of entries) {
    const attachment = await readAttachment(store, entry);
    if (attachment?.feed === feed) found.push(attachment);
  }
  return found.sort((a, b) => (a.session < b.session ? 1 : -1));
}

/** Where the server was; without an id where it gives none. */
type Place = Pick<FeedPlace, 'lastEventId'>;

interface AttachmentEnd {
  time: number;
  /** Absent where nothing came from the server. */
  place?: Place;
}

/** From the last segment backwards, since one may have hundreds of megabytes. */
async function readEnd(store: JournalStore, { entry, startedAt }: Attachment): Promise<AttachmentEnd> {
  let time = startedAt;
  // The clock of the server may be ahead of ours.
  const now = Date.now();
  for (let index = entry.segments.length - 1; index >= 0; index -= 1) {
    let place: Place | undefined;
    for await (const found of store.readEvents({ ...entry, segments: entry.segments.slice(index) })) {
      if (found.kind !== 'record') continue;
      if (found.time > time) time = Math.min(found.time, now);
      place = placeAfter(found) ?? place;
    }
    if (place !== undefined) return { time, place };
  }
  return { time };
}

/** Undefined where a record says nothing of where the server was. */
function placeAfter({ eventType, extra }: EventRecord): Place | undefined {
  const id = extra?.[ID_KEY];
  if (typeof id === 'string') return { lastEventId: id };
  return NOT_OF_THE_SERVER.test(eventType) ? undefined : {};
}
