import { answerJson } from '../answers/answer-content.js';
import { linkToNext } from '../answers/link-to-next.js';
import { toWireKeys } from '../answers/wire-keys.js';
import type { SearchHit } from '../journal-parts.js';
import { readQuery } from '../requests/read-query.js';
import { searchQuery, statisticsQuery } from '../schema.js';
import { missingPart } from './missing-part.js';
import type { ApiContext, RouteCall } from './route.js';

/** `GET /admin/logs/search` */
export async function searchLogs(
  { search, redaction }: ApiContext,
  { request, url }: RouteCall,
): Promise<Response> {
  const read = readQuery(searchQuery, url);
  if (!read.ok) return read.refusal;
  if (search === undefined) return missingSearch('search');
  const { q, ...options } = read.query;
  const page = await search.search(q, withoutUndefined(options));
  const redact = redaction.open();
  const body = { ...page, hits: page.hits.map((hit) => redactHit(hit, redact)), notes: redact(page.notes) };
  return answerJson(request, toWireKeys(body), linkToNext(url, page.next));
}

/** `GET /admin/logs/stats` */
export async function readStatistics(
  { search, redaction }: ApiContext,
  { request, url }: RouteCall,
): Promise<Response> {
  const read = readQuery(statisticsQuery, url);
  if (!read.ok) return read.refusal;
  if (search === undefined) return missingSearch('statistics');
  const statistics = await search.statistics(withoutUndefined(read.query));
  return answerJson(request, toWireKeys(redaction.value(statistics)));
}

function missingSearch(what: string): Response {
  return missingPart(
    what,
    'give createJournalApi the option search, openSearch(store) of @opta/journal-search',
  );
}

/** Marks in a text that is another one by now would stand anywhere. */
function redactHit(hit: SearchHit, redact: <Value>(value: Value) => Value): SearchHit {
  const redacted = redact(hit);
  return redacted.snippet === hit.snippet ? redacted : { ...redacted, marks: [] };
}

type Given<Fields> = { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };

/** Without the fields that were not given: the search takes them for given. */
function withoutUndefined<Fields extends object>(fields: Fields): Given<Fields> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Given<Fields>;
}
