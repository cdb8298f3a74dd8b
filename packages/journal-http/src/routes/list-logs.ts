import type { JournalStore, LogEntry, Page } from '@opta/journal-store';
import { answerJson } from '../answers/answer-content.js';
import { linkToNext } from '../answers/link-to-next.js';
import { toWireKeys } from '../answers/wire-keys.js';
import { readQuery } from '../requests/read-query.js';
import { sessionLogsQuery, updateLogsQuery } from '../schema.js';
import { nameEventLogs } from './name-event-logs.js';
import type { ApiContext, RouteCall } from './route.js';

/**
 * `GET /admin/logs/sessions`: a bare array, newest first. Session logs and event logs stand in one list, as LMX's
 * clients expect.
 */
export async function listSessionLogs(context: ApiContext, call: RouteCall): Promise<Response> {
  const read = readQuery(sessionLogsQuery, call.url);
  if (!read.ok) return read.refusal;
  return answerPage(context, call, async (store) => {
    const page = await store.listSessionLogs({ ...read.query, includeEventLogs: true, includeOther: true });
    return { ...page, entries: await nameEventLogs(store, page.entries) };
  });
}

/** `GET /admin/logs/updates`: a bare array, newest first. */
export async function listUpdateLogs(context: ApiContext, call: RouteCall): Promise<Response> {
  const read = readQuery(updateLogsQuery, call.url);
  if (!read.ok) return read.refusal;
  return answerPage(context, call, (store) => store.listUpdateLogs({ ...read.query, includeOther: true }));
}

async function answerPage(
  { source, redaction }: ApiContext,
  { request, url }: RouteCall,
  list: (store: JournalStore) => Promise<Page<LogEntry>>,
): Promise<Response> {
  if (source.store === undefined) return answerJson(request, [], { 'x-total-count': '0' });
  const page = await list(source.store);
  return answerJson(request, redaction.value(page.entries.map(toBody)), {
    ...(page.total === undefined ? {} : { 'x-total-count': String(page.total) }),
    ...linkToNext(url, page.nextCursor),
  });
}

/** The three names that LMX gives, then what the name and the frontmatter say. */
function toBody({ fileName, size, modifiedAt, createdAt, ...rest }: LogEntry): Record<string, unknown> {
  return {
    filename: fileName,
    size_bytes: size,
    created_at: new Date(createdAt).toISOString(),
    modified_at: new Date(modifiedAt).toISOString(),
    ...(toWireKeys(rest) as object),
  };
}
