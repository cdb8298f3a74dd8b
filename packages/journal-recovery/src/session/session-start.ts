import { isTimeZone } from '@opta/journal-format';
import type { EventLogEntry, JournalStore } from '@opta/journal-store';
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
  for await (const found of store.readEvents(entry, { types: ['journal_session_start'] })) {
    if (found.kind !== 'record' || found.seq === undefined) continue;
    const parsed = startSchema.safeParse(found.data);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}
