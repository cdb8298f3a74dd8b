import { answerContent, answerJson } from '../answers/answer-content.js';
import { negotiateType } from '../requests/negotiate-type.js';
import type { ApiContext, RouteCall } from './route.js';

/** `GET /admin/logs/openapi.json` */
export async function readOpenApi(context: ApiContext, call: RouteCall): Promise<Response> {
  const type = negotiateType(call.request.headers.get('accept'), ['application/json', 'text/html']);
  if (type === 'text/html') return readOpenApiPage(context, call);
  return answerJson(call.request, await loadDocument());
}

/** `GET /admin/logs/openapi`: the same for people. */
export async function readOpenApiPage(_context: ApiContext, { request }: RouteCall): Promise<Response> {
  const [document, { renderOpenApiPage }] = await Promise.all([
    loadDocument(),
    import('../html/render-openapi-page.js'),
  ]);
  const { html, headers } = renderOpenApiPage(document);
  return answerContent(request, html, { type: 'text/html; charset=utf-8', headers });
}

/** Loaded when it is asked for: a server that only answers routes does not pay for it. */
async function loadDocument() {
  const { openApiDocument } = await import('../openapi/openapi-document.js');
  return openApiDocument();
}
