import { callApi } from '../../api/client.js';
import { parseEventLines, type SessionEvent } from './session-event.js';

/** Events that are shown at once; a page keeps all of them in memory. */
export const MAX_SHOWN = 20_000;

export interface EventsQuery {
  /** Types with commas; `*` stands for any characters. */
  type?: string | undefined;
  /** This severity and worse ones. */
  severity?: string | undefined;
  /** Only events with a greater `seq`. */
  after?: number | undefined;
}

/** The address of the events of a session, for the API: as lines of JSON, whatever their size. */
export function eventsPath(name: string): string {
  return `logs/sessions/${encodeURIComponent(name)}/events`;
}

/** At most {@link MAX_SHOWN} events of a session. */
export async function readEvents(
  name: string,
  { type, severity, after }: EventsQuery,
  signal: AbortSignal,
): Promise<SessionEvent[]> {
  const isFiltered = Boolean(type || severity);
  const response = await callApi(eventsPath(name), {
    query: {
      type,
      severity,
      after: after === undefined ? undefined : String(after),
      damaged: isFiltered ? undefined : 'true',
      limit: String(MAX_SHOWN),
    },
    signal,
  });
  return parseEventLines(await response.text());
}
