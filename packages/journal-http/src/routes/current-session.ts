import { detailResponse } from '../detail-response.js';
import { answerDocument } from './answer-document.js';
import { missingPart } from './missing-part.js';
import type { ApiContext, RouteCall } from './route.js';

/** `GET /admin/logs/sessions/current`: the running session's log as it would be now. */
export async function readCurrentSession(context: ApiContext, { request }: RouteCall): Promise<Response> {
  const { source, redaction } = context;
  if (source.preview === undefined) {
    return missingPart('running session', 'give createJournalApi a journal of @opta/journal-runtime');
  }
  const preview = source.preview();
  if (preview === undefined) return detailResponse(404, 'No session is running');
  const fileName = 'current.md';
  const text = redaction.text(preview.text, fileName);
  return answerDocument(request, { text, fileName, kind: 'session' }, context);
}
