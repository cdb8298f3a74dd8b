import { detailResponse } from '../detail-response.js';

/** Error codes whose cause is the request or the disk, and the answer that says so. */
const ANSWERS: Record<string, { status: number; detail?: string }> = {
  JOURNAL_STORE_OPTION_INVALID: { status: 400 },
  JOURNAL_STORE_CURSOR_INVALID: { status: 400 },
  JOURNAL_STORE_NAME_INVALID: { status: 404, detail: 'Log file not found' },
  JOURNAL_STORE_LOG_NOT_FOUND: { status: 404, detail: 'Log file not found' },
  JOURNAL_STORE_NOT_A_FILE: { status: 404, detail: 'Log file not found' },
  JOURNAL_STORE_LOG_TOO_LARGE: { status: 413, detail: 'The log is too large to be sent as one text' },
  JOURNAL_STORE_IO: { status: 503 },
  JOURNAL_SEARCH_QUERY_INVALID: { status: 400 },
  JOURNAL_SEARCH_CURSOR_INVALID: { status: 400 },
  JOURNAL_SEARCH_CLOSED: { status: 503 },
  JOURNAL_DOCTOR_IO: { status: 503 },
};

/** The answer to what a part of the journal threw. What nobody expected is not told outside. */
export function answerError(error: Error): Response {
  const code = 'code' in error ? String(error.code) : '';
  const answer = Object.hasOwn(ANSWERS, code) ? ANSWERS[code] : undefined;
  if (answer === undefined) return detailResponse(500, 'The journal could not answer this request');
  return detailResponse(answer.status, answer.detail ?? error.message);
}
