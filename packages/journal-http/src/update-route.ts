import { MAX_BODY_BYTES } from './constants.js';
import { detailResponse } from './detail-response.js';
import type { JournalSource, UpdateLogOutcome } from './journal-source.js';

/** Error codes of the journal whose cause is the request, and the status that says so. */
const STATUS_OF_CODE: Record<string, number> = {
  JOURNAL_RUNTIME_UPDATE_LOG_INVALID: 422,
  JOURNAL_IDS_SERIES_UNKNOWN: 422,
  JOURNAL_IDS_RANGE_INVALID: 422,
  JOURNAL_IDS_SERIES_FULL: 409,
};

/** `POST /admin/logs/updates`: the body is an update log's input as JSON, keys in camelCase or snake_case. */
export async function writeUpdate(source: JournalSource, request: Request): Promise<Response> {
  if (source.writeUpdateLog === undefined) {
    return detailResponse(
      501,
      'This journal only reads; @opta/journal-runtime gives one that writes update logs',
    );
  }
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    return detailResponse(
      415,
      `The body must be application/json, not ${type.slice(0, 200) || 'without a type'}`,
    );
  }
  const text = await readBody(request);
  if (text === undefined) return detailResponse(413, `The body is larger than ${MAX_BODY_BYTES} bytes`);

  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return detailResponse(400, `The body is not JSON: ${error.message.slice(0, 200)}`);
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return detailResponse(422, 'The body must be one JSON object');
  }
  return answer(await source.writeUpdateLog(input as never));
}

/** `undefined` when it is longer than a body may be; what is past that is never read. */
async function readBody(request: Request): Promise<string | undefined> {
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function answer(outcome: UpdateLogOutcome): Response {
  if (outcome.ok) {
    const { id, number, fileName } = outcome;
    return Response.json(
      { id, number, filename: fileName },
      { status: 201, headers: { location: `/admin/logs/updates/${encodeURIComponent(fileName)}` } },
    );
  }
  const code = 'code' in outcome.error ? String(outcome.error.code) : '';
  const status = STATUS_OF_CODE[code] ?? 503;
  return Response.json({ detail: outcome.error.message, code }, { status });
}
