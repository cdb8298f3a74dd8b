import type { UpdateLogOutcome } from '../journal-source.js';
import { readJsonBody } from '../requests/read-json-body.js';
import { missingPart } from './missing-part.js';
import type { ApiContext, RouteCall } from './route.js';

/** Error codes of the journal whose cause is the request, and the status that says so. */
const STATUS_OF_CODE: Record<string, number> = {
  JOURNAL_RUNTIME_UPDATE_LOG_INVALID: 422,
  JOURNAL_IDS_SERIES_UNKNOWN: 422,
  JOURNAL_IDS_RANGE_INVALID: 422,
  JOURNAL_IDS_SERIES_FULL: 409,
};

/** `POST /admin/logs/updates`: the body is an update log's input, which the journal checks itself. */
export async function writeUpdateLog(
  { source, redaction, maxBodyBytes }: ApiContext,
  { request }: RouteCall,
): Promise<Response> {
  if (source.writeUpdateLog === undefined) {
    return missingPart('update logs to write', 'give createJournalApi a journal of @opta/journal-runtime');
  }
  const read = await readJsonBody(request, maxBodyBytes);
  if (!read.ok) return read.refusal;
  const outcome = await source.writeUpdateLog(read.body as never);
  return outcome.ok
    ? answerWritten(outcome)
    : Response.json(redaction.value(failureBody(outcome.error)), {
        status: STATUS_OF_CODE[codeOf(outcome.error)] ?? 503,
        headers: { 'cache-control': 'no-store' },
      });
}

function answerWritten({ id, number, fileName }: Extract<UpdateLogOutcome, { ok: true }>): Response {
  return Response.json(
    { id, number, filename: fileName },
    {
      status: 201,
      headers: {
        location: `/admin/logs/updates/${encodeURIComponent(fileName)}`,
        'cache-control': 'no-store',
      },
    },
  );
}

function failureBody(error: Error): { detail: string; code: string } {
  return { detail: error.message, code: codeOf(error) };
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
