import { parseLogFileName } from '@opta/journal-format';
import type { DamagedSpan, EventFilter, EventRecord, JournalStore } from '@opta/journal-store';
import type * as z from 'zod';
import { answerLines } from '../answers/answer-lines.js';
import { toWireKeys } from '../answers/wire-keys.js';
import { detailResponse } from '../detail-response.js';
import { readQuery } from '../requests/read-query.js';
import { eventsQuery } from '../schema.js';
import type { ApiContext, RouteCall } from './route.js';

type EventsQuery = z.output<typeof eventsQuery>;

/**
 * `GET /admin/logs/sessions/{name}/events`: one JSON object a line, in the order and with the keys of the event log.
 * The name is that of a session log or of an event log.
 */
export async function readLogEvents(
  { source, redaction }: ApiContext,
  { request, url, name }: RouteCall,
): Promise<Response> {
  const read = readQuery(eventsQuery, url);
  if (!read.ok) return read.refusal;
  if (source.store === undefined) return detailResponse(404, 'Log file not found');
  const eventLog = await findEventLog(source.store, name);
  if (eventLog === undefined) return detailResponse(404, 'This session has no event log');
  const items = source.store.readEvents(eventLog, toFilter(read.query));
  return answerLines(request, toLines(items, read.query, redaction.open()));
}

async function findEventLog(store: JournalStore, name: string): Promise<string | undefined> {
  if (parseLogFileName(name)?.kind === 'events') return name;
  return (await store.readLog(name, { folder: 'sessions' })).eventLog;
}

function toFilter({ type, severity, since, until, after }: EventsQuery): EventFilter {
  return { types: type, severity, since, until, fromSequence: after === undefined ? undefined : after + 1 };
}

async function* toLines(
  items: AsyncIterable<EventRecord | DamagedSpan>,
  { limit, damaged }: EventsQuery,
  redact: <Value>(value: Value) => Value,
): AsyncGenerator<string, void, undefined> {
  let left = limit;
  for await (const item of items) {
    if (item.kind !== 'record' && !damaged) continue;
    yield `${JSON.stringify(redact(item.kind === 'record' ? toLine(item) : { damaged: toWireKeys(item) }))}\n`;
    left -= 1;
    if (left === 0) return;
  }
}

/** LMX's keys and ours, as they stand in the file. */
function toLine({ seq, eventType, timestamp, time, data, extra }: EventRecord): Record<string, unknown> {
  return {
    data,
    event_type: eventType,
    timestamp,
    timestamp_unix: Number.isNaN(time) ? null : time / 1000,
    ...(seq === undefined ? {} : { seq }),
    ...extra,
  };
}
