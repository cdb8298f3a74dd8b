import { isTimeZone } from '@opta/journal-format';
import type { EventLogEntry, EventRecord, JournalStore } from '@opta/journal-store';
import * as z from 'zod/mini';
import { recordedOwnerShape } from '../owner/recorded-owner.js';

const text = z.string();
const dialect = z.enum(['lmx', 'cli']);

/** The data of `journal_session_start`, as far as recovery needs it. */
const startSchema = z.object({
  session: text.check(z.minLength(1)),
  device: text,
  user: text,
  model: text,
  started_at: text.check(z.refine((value) => !Number.isNaN(Date.parse(value)), 'no time')),
  time_zone: text.check(z.refine(isTimeZone, 'no time zone')),
  ...recordedOwnerShape,
  // A dialect of a later version is none of ours to spell.
  dialect: z.catch(z.optional(dialect), undefined),
  metadata: z.record(text, z.unknown()),
});

/** What a session said of itself when it began. */
export type SessionStart = z.infer<typeof startSchema>;

/**
 * The first line of an event log, or, where that is damaged, of one of its further segments.
 *
 * @returns undefined for the logs of programs that have no such line
 */
export async function readSessionStart(
  store: JournalStore,
  entry: EventLogEntry,
): Promise<SessionStart | undefined> {
  for (let index = 0; index < entry.segments.length; index += 1) {
    const start = await readFirstRecord(store, { ...entry, segments: entry.segments.slice(index) });
    if (start !== undefined) return start;
  }
  return undefined;
}

/** Behind the first record there is none: the others need not be looked through for it. */
async function readFirstRecord(store: JournalStore, entry: EventLogEntry): Promise<SessionStart | undefined> {
  for await (const batch of store.readEventBatches(entry)) {
    const first = batch.find((found) => found.kind === 'record');
    if (first !== undefined) return parseStart(first);
  }
  return undefined;
}

function parseStart({ eventType, seq, data }: EventRecord): SessionStart | undefined {
  if (eventType !== 'journal_session_start' || seq === undefined) return undefined;
  return startSchema.safeParse(data).data;
}
