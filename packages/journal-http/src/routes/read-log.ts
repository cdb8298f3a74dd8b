import { answerContent } from '../answers/answer-content.js';
import { detailResponse } from '../detail-response.js';
import { answerDocument } from './answer-document.js';
import type { ApiContext, RouteCall } from './route.js';

/** `GET /admin/logs/sessions/{name}` */
export function readSessionLog(context: ApiContext, call: RouteCall): Promise<Response> {
  return readLog(context, call, 'sessions');
}

/** `GET /admin/logs/updates/{name}` */
export function readUpdateLog(context: ApiContext, call: RouteCall): Promise<Response> {
  return readLog(context, call, 'updates');
}

/** The file as it is, but for secrets; a log also as JSON or as a page. */
async function readLog(
  context: ApiContext,
  { request, name }: RouteCall,
  folder: 'sessions' | 'updates',
): Promise<Response> {
  const { source, redaction } = context;
  if (source.store === undefined) return detailResponse(404, 'Log file not found');
  const log = await source.store.readLog(name, { folder });
  const text = redaction.text(log.text, name);
  if (!name.endsWith('.md')) {
    return answerContent(request, text, { type: 'text/plain; charset=utf-8', takesRange: true });
  }
  const kind = folder === 'updates' ? 'update' : 'session';
  return answerDocument(request, { text, fileName: name, kind }, context);
}
