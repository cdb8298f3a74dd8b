import { answerContent } from '../answers/answer-content.js';
import { MAX_PARSED_BYTES } from '../constants.js';
import { detailResponse } from '../detail-response.js';
import type { RenderTask } from '../html/render-log.js';
import { negotiateType } from '../requests/negotiate-type.js';
import type { ApiContext } from './route.js';

/** A log in markdown, without secrets. */
export type LogDocument = Omit<RenderTask, 'type'>;

/** What a log can be had as; LMX's clients expect the first. */
const TYPES = ['text/plain', 'text/markdown', 'text/html', 'application/json'] as const;

/** A log as text, as JSON (the type of `@opta/journal-format`) or as a page, by the Accept header. */
export async function answerDocument(
  request: Request,
  document: LogDocument,
  { renderer }: ApiContext,
): Promise<Response> {
  const type = negotiateType(request.headers.get('accept'), TYPES);
  if (type === undefined) return notAcceptable(`There is no such form of a log; ask for ${TYPES.join(', ')}`);
  if (type === 'text/plain' || type === 'text/markdown') {
    return answerContent(request, document.text, { type: `${type}; charset=utf-8`, takesRange: true });
  }
  if (Buffer.byteLength(document.text) > MAX_PARSED_BYTES) {
    return notAcceptable(`The log is larger than ${MAX_PARSED_BYTES} bytes; ask for text/markdown`);
  }
  const outcome = await renderer.render({ ...document, type }, request.signal);
  if (outcome.ok) {
    const contentType = type === 'text/html' ? `${type}; charset=utf-8` : type;
    return answerContent(request, outcome.body, { type: contentType, headers: outcome.headers });
  }
  if (outcome.status === 503) return detailResponse(503, outcome.reason, { 'retry-after': '5' });
  return notAcceptable(`${outcome.reason} Ask for text/markdown`);
}

function notAcceptable(detail: string): Response {
  return detailResponse(406, detail, { vary: 'accept' });
}
