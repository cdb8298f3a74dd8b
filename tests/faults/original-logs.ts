import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventLogFileName, formatSessionLog, sessionLogFileName, zonedTime } from '@opta/journal-format';

/** A runtime of the original program, whose logs say nothing of each other. */
export interface OriginalSession {
  /** Epoch milliseconds. */
  startedAt: number;
  timeZone: string;
  device: string;
  events: readonly OriginalEvent[];
  /** Whether it lived to write its session log. Default true. */
  isFinished?: boolean;
}

export interface OriginalEvent {
  /** Epoch milliseconds. */
  time: number;
  type: string;
  data: object;
}

/** @returns names of the files, the event log first */
export function writeOriginalSession(directory: string, session: OriginalSession): string[] {
  const { startedAt, timeZone, device, events, isFinished = true } = session;
  const { date, time } = zonedTime(startedAt, timeZone);
  const eventLog = eventLogFileName({ date, time, device });
  writeFileSync(join(directory, eventLog), events.map((event) => formatEvent(event, timeZone)).join(''));
  if (!isFinished) return [eventLog];
  const sessionLog = sessionLogFileName({ date, time, device, summary: 'Runtime Session' });
  writeFileSync(join(directory, sessionLog), formatLog(session));
  return [eventLog, sessionLog];
}

/** A line as Python's `json` spells it, with a space after every comma and colon, and with microseconds. */
function formatEvent({ time, type, data }: OriginalEvent, timeZone: string): string {
  const { date, time: clock, offset } = zonedTime(time, timeZone);
  const micros = `${String(time % 1_000).padStart(3, '0')}271`;
  const timestamp = `${date}T${clock}.${micros}${offset}`;
  const line = JSON.stringify({ data, event_type: type, timestamp, timestamp_unix: time / 1_000 });
  return `${line.replace(/("(?:[^"\\]|\\.)*")|[,:]/g, (match, text) => text ?? `${match} `)}\n`;
}

function formatLog({ startedAt, timeZone, device, events }: OriginalSession): string {
  const started = zonedTime(startedAt, timeZone);
  const ended = zonedTime(events.at(-1)?.time ?? startedAt, timeZone);
  const counts = new Map<string, number>();
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1);
  return formatSessionLog({
    date: started.date,
    time: `${started.time.slice(0, 5)} ${started.abbreviation}`,
    device,
    user: 'operator',
    model: 'opta-lmx/0.1.0',
    title: 'Session: Runtime Session',
    summary: [
      `Started: ${started.date} ${started.time} ${started.abbreviation}`,
      `Ended: ${ended.date} ${ended.time} ${ended.abbreviation}`,
      `Total events: ${events.length}`,
    ],
    decisions: ['Runtime journaling active for this server lifecycle.'],
    eventCounts: [...counts].map(([type, count]) => ({ type, count })),
  });
}
