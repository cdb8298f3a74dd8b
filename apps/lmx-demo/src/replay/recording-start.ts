import { basename } from 'node:path';
import { parseLogFileName, zonedTimeToEpoch } from '@opta/journal-format';
import { type RecordedLine, readRecordedEvents } from './recorded-events.js';

/** What is known of the runtime whose events were recorded. */
export interface RecordedRuntime {
  /** Epoch milliseconds; absent where neither the name nor an event tells. */
  startedAt?: number;
  /** From the file name. */
  device?: string;
}

/**
 * When and where the recorded runtime began: as its file name says, else with its first event.
 *
 * @param timeZone in which the name is read if no event shows the zone of the recording
 */
export async function readRecordedRuntime(path: string, timeZone: string): Promise<RecordedRuntime> {
  const first = await firstEvent(path);
  const name = parseLogFileName(basename(path));
  if (name?.kind !== 'events') return first === undefined ? {} : { startedAt: first.event.time };
  const { date, time, rest: device } = name;
  const named =
    first?.offset === undefined
      ? zonedTimeToEpoch({ date, time }, timeZone)
      : Date.parse(`${date}T${time}${first.offset}`);
  return { device, startedAt: Math.min(named, first?.event.time ?? named) };
}

async function firstEvent(path: string): Promise<Extract<RecordedLine, { kind: 'event' }> | undefined> {
  for await (const line of readRecordedEvents(path)) if (line.kind === 'event') return line;
  return undefined;
}
