import { detailResponse } from '../detail-response.js';
import { readBody } from '../requests/read-body.js';
import { noteBody } from '../schema.js';
import { missingPart } from './missing-part.js';
import type { ApiContext, RouteCall } from './route.js';

/** `POST /admin/logs/notes`: a decision, next step, issue, note or changed file for the running session's log. */
export async function writeNote(
  { source, redaction, maxBodyBytes }: ApiContext,
  { request }: RouteCall,
): Promise<Response> {
  if (source.note === undefined) {
    return missingPart('running session', 'give createJournalApi a journal of @opta/journal-runtime');
  }
  const read = await readBody(request, noteBody, maxBodyBytes);
  if (!read.ok) return read.refusal;
  const { kind, text } = read.body;
  if (!source.note(kind as never, text)) {
    return detailResponse(409, 'The journal did not take the note: no session is running');
  }
  return Response.json(redaction.value({ kind, text }), {
    status: 201,
    headers: { 'cache-control': 'no-store' },
  });
}
