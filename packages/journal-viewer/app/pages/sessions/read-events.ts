import { callApi } from '../../api/client.js';
import { parseEventLines, type SessionEvent } from './session-event.js';

export interface EventFilters {
  /** Types with commas; `*` stands for any characters. */
  type?: string | undefined;
  /** This severity and worse ones. */
  severity?: string | undefined;
}

export interface EventsQuery extends EventFilters {
  /** Only events with a greater `seq`. */
  after?: number | undefined;
  /** Events at the most. */
  limit: number;
}

/** The address of the events of a session, for the API: as lines of JSON, whatever their size. */
export function eventsPath(name: string): string {
  return `logs/sessions/${encodeURIComponent(name)}/events`;
}

/** Events of a session, and where they are not filtered, what of its log is damaged. */
export async function readEvents(
  name: string,
  { type, severity, after, limit }: EventsQuery,
  signal: AbortSignal,
): Promise<SessionEvent[]> {
  const isFiltered = Boolean(type || severity);
  const response = await callApi(eventsPath(name), {
    query: {
      type,
      severity,
      after: after === undefined ? undefined : String(after),
      damaged: isFiltered ? undefined : 'true',
      limit: String(limit),
    },
    signal,
  });
  return parseEventLines(await response.text());
}
