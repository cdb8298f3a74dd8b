import { detailResponse } from '../detail-response.js';
import { shown } from '../shown.js';

export type BodyResult = { ok: true; body: object } | { ok: false; refusal: Response };

/** The body of a request: one JSON object of bounded size. */
export async function readJsonBody(request: Request, maxBytes: number): Promise<BodyResult> {
  const type = request.headers.get('content-type') ?? '';
  // A form would be sent by a page of another site without a question of the browser before.
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    return refuse(
      415,
      `The body must be application/json, not ${type === '' ? 'without a type' : shown(type)}`,
    );
  }
  const text = await readText(request, maxBytes);
  if (text === undefined) return refuse(413, `The body is larger than ${maxBytes} bytes`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse(400, `The body is not JSON: ${error.message.slice(0, 200)}`);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refuse(422, 'The body must be one JSON object');
  }
  return { ok: true, body };
}

/** `undefined` when it is longer than a body may be; what is past that is never read. */
async function readText(request: Request, maxBytes: number): Promise<string | undefined> {
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function refuse(status: number, detail: string): { ok: false; refusal: Response } {
  return { ok: false, refusal: detailResponse(status, detail) };
}
