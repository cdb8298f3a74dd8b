import type { EngineError } from '../engine/engine-error.js';

export interface ErrorBody {
  message: string;
  type: string;
  param: string | null;
  code: string | null;
}

/** LMX's answer to a request under `/admin` that it cannot serve. */
export function detailResponse(status: number, detail: string, more: Record<string, unknown> = {}): Response {
  return Response.json({ detail, ...more }, { status });
}

/** LMX's answer to any other request that it cannot serve, as OpenAI's API has it. */
export function errorResponse(
  status: number,
  error: Partial<ErrorBody> & { message: string },
  headers: Record<string, string> = {},
): Response {
  const type = error.type ?? (status < 500 ? 'invalid_request_error' : 'server_error');
  const body: ErrorBody = { param: null, code: null, ...error, type };
  return Response.json({ error: body }, { status, headers });
}

/** Clients of `/admin` read `detail`, those of LMX's model routes read `error.code`. */
export function engineErrorResponse(path: string, error: EngineError): Response {
  const { message, type, code, status } = error;
  if (!path.startsWith('/admin')) return errorResponse(status, { message, type, code });
  return detailResponse(status, message, { error: { message, type, param: null, code } });
}
