import { answerContent, answerJson } from '../answers/answer-content.js';
import { MAX_PARSED_BYTES } from '../constants.js';
import { detailResponse } from '../detail-response.js';
import { negotiateType } from '../requests/negotiate-type.js';

/** A log in markdown, without secrets. */
export interface LogDocument {
  text: string;
  fileName: string;
  kind: 'session' | 'update';
}

/** What a log can be had as; LMX's clients expect the first. */
const TYPES = ['text/plain', 'text/markdown', 'text/html', 'application/json'] as const;

/** A log as text, as JSON (the type of `@opta/journal-format`) or as a page, by the Accept header. */
export async function answerDocument(request: Request, document: LogDocument): Promise<Response> {
  const type = negotiateType(request.headers.get('accept'), TYPES);
  if (type === undefined) return notAcceptable(`There is no such form of a log; ask for ${TYPES.join(', ')}`);
  if (type === 'text/plain' || type === 'text/markdown') {
    return answerContent(request, document.text, { type: `${type}; charset=utf-8`, takesRange: true });
  }
  if (Buffer.byteLength(document.text) > MAX_PARSED_BYTES) {
    return notAcceptable(`The log is larger than ${MAX_PARSED_BYTES} bytes; ask for text/markdown`);
  }
  // Loaded when it is first needed: most servers are never asked for more than text.
  const { parseLog } = await import('../html/parse-log.js');
  const parsed = parseLog(document);
  if (!parsed.ok) return notAcceptable(`${parsed.reason} Ask for text/markdown`);
  if (type === 'application/json') return answerJson(request, parsed.log);
  const { renderLogPage } = await import('../html/render-log-page.js');
  const { html, headers } = renderLogPage(document.fileName, parsed.tree);
  return answerContent(request, html, { type: 'text/html; charset=utf-8', headers });
}

function notAcceptable(detail: string): Response {
  return detailResponse(406, detail, { vary: 'accept' });
}
