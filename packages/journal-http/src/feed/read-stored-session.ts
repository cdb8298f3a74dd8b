import type { EventRecord, JournalStore } from '@opta/journal-store';
import type { FeedGap, FeedItem } from './feed-item.js';
import type { StoredSession } from './find-stored-sessions.js';
import { readFirstLine } from './read-first-line.js';

/** The last record that was read. */
interface Place {
  seq: number;
  /** Its segment; undefined as long as that is not known. */
  segment: number | undefined;
}

/**
 * Reads a session from the disk, all segments as one, and tells where numbers are missing.
 *
 * @param after - number of the record after which it begins; 0 for the first
 * @throws what `readEvents` throws
 */
export async function* readStoredSession(
  store: JournalStore,
  stored: StoredSession,
  after: number,
): AsyncGenerator<FeedItem, void, undefined> {
  const { session, entry } = stored;
  let place: Place = { seq: after, segment: after === 0 ? 0 : undefined };
  let damagedLines = 0;
  const segments = await segmentsFrom(store, stored, after);
  // From the last record that is known already: it shows whether damage comes before or after it.
  for await (const found of store.readEvents({ ...entry, segments }, { fromSequence: after })) {
    if (found.kind !== 'record') {
      if (found.kind === 'damaged') damagedLines += 1;
      continue;
    }
    damagedLines = 0;
    const { seq = 0, segment, eventType: type, data, time } = found;
    if (seq > place.seq) {
      const missed = countMissing(place, found);
      if (missed > 0) yield missing(missed, session);
      yield { kind: 'record', record: { session, seq, type, data, time } };
    }
    place = { seq: Math.max(seq, place.seq), segment };
  }
  if (damagedLines === 0) return;
  const isCounted = place.segment !== undefined && entry.archived === undefined;
  if (isCounted) yield { ...missing(damagedLines, session), lastMissing: place.seq + damagedLines };
  else yield missing(null, session);
}

/** Names of the segments from the one that has the record with a number: those before it need not be read. */
async function segmentsFrom(
  store: JournalStore,
  { session, entry }: StoredSession,
  seq: number,
): Promise<string[]> {
  const { segments } = entry;
  for (let index = segments.length - 1; index > 0; index -= 1) {
    const rest = segments.slice(index);
    const first = await readFirstLine(store, { ...entry, segments: rest });
    if (first?.session === session && first.seq <= seq) return rest;
  }
  return segments;
}

/** How many events are missing before a record: the numbers between, but for those of first lines of segments. */
function countMissing(place: Place, { seq = 0, segment, eventType }: EventRecord): number {
  const begun = place.segment === undefined ? 0 : segment - place.segment;
  const firstLines = eventType === 'journal_session_start' ? begun - 1 : begun;
  return Math.max(0, seq - place.seq - 1 - Math.max(0, firstLines));
}

function missing(missed: number | null, session: string): FeedGap {
  return { kind: 'gap', missed, reason: `they are missing in the event log of the session ${session}` };
}
