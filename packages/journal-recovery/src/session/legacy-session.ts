import { isTimeZone, zonedTimeToEpoch, zoneOffsetMinutes } from '@opta/journal-format';
import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import type { SummarySession } from '@opta/journal-summary';

const ENDING = '.jsonl';
const OFFSET = /([+-])(\d\d):(\d\d)$/;

/** Made of the name alone, so that every recovery gives the same one. */
export function legacySessionOf({
  fileName,
  device,
}: EventLogEntry): Pick<SummarySession, 'session' | 'device'> {
  return { session: fileName.slice(0, -ENDING.length), device };
}

/**
 * What can be known of a session that says nothing of itself: start and device from the name of its event log,
 * the model from the first one that it loaded.
 *
 * @param timeZone - the zone of the folder; it counts unless the events were written at another offset
 */
export async function readLegacySession(
  store: JournalStore,
  entry: EventLogEntry,
  timeZone: string,
): Promise<SummarySession> {
  const { fileName: eventLog, date, time } = entry;
  const zone = await zoneOf(store, entry, timeZone);
  return {
    ...legacySessionOf(entry),
    user: 'unknown',
    model: (await firstModel(store, entry)) ?? 'unknown',
    startedAt: zonedTimeToEpoch({ date, time }, zone),
    timeZone: zone,
    metadata: {},
    eventLog,
  };
}

/** Names and events are in the local time of the runtime; its events say how far that is from UTC. */
async function zoneOf(store: JournalStore, entry: EventLogEntry, timeZone: string): Promise<string> {
  const minutes = await firstOffset(store, entry);
  if (minutes === undefined) return timeZone;
  const { date, time } = entry;
  if (zoneOffsetMinutes(zonedTimeToEpoch({ date, time }, timeZone), timeZone) === minutes) return timeZone;
  if (minutes === 0) return 'UTC';
  // The signs of these zones are those of POSIX: west is positive.
  const fixed = `Etc/GMT${minutes > 0 ? '-' : '+'}${Math.abs(minutes) / 60}`;
  return isTimeZone(fixed) ? fixed : timeZone;
}

async function firstOffset(store: JournalStore, entry: EventLogEntry): Promise<number | undefined> {
  for await (const found of store.readEvents(entry)) {
    if (found.kind !== 'record') continue;
    if (/Z$/.test(found.timestamp)) return 0;
    const [, sign, hours, minutes] = OFFSET.exec(found.timestamp) ?? [];
    if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }
  return undefined;
}

async function firstModel(store: JournalStore, entry: EventLogEntry): Promise<string | undefined> {
  for await (const found of store.readEvents(entry, { types: ['model_loaded'] })) {
    const model =
      found.kind === 'record' ? (found.data as { model_id?: unknown } | null)?.model_id : undefined;
    if (typeof model === 'string' && model !== '') return model;
  }
  return undefined;
}
