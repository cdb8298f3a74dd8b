import { JournalCliError, usageError } from '../errors.js';
import { visibleText } from '../terminal/visible-text.js';

export interface Server {
  /** `http://127.0.0.1:1234`; also with the path below which it is mounted. */
  url: string;
  key?: string;
}

export interface ServerCall {
  method?: 'GET' | 'POST';
  /** `/admin/logs/health` */
  path: string;
  body?: object;
}

/** A server on a desk answers in milliseconds; one that does not within this time hangs. */
const TIME_LIMIT_MS = 10_000;
/** Characters of what a server says that are told; some answer with a whole page. */
const MAX_DETAIL_CHARACTERS = 300;

/**
 * Calls a server of ours, or one with the same API.
 *
 * @returns the JSON that it answers
 * @throws {JOURNAL_CLI_USAGE} when the address is none
 * @throws {JOURNAL_CLI_SERVER} when it does not answer, refuses, or answers with no JSON
 */
export async function callServer(server: Server, call: ServerCall): Promise<unknown> {
  const { url, status, text } = await request(server, call, 'application/json');
  const answer = parseJson(text);
  if (isDone(status) && answer !== undefined) return answer;
  throw refused({ url, method: call.method ?? 'GET', status, detail: detailOf(answer, text) });
}

/**
 * Asks a server for a log.
 *
 * @returns its markdown
 * @throws as `callServer` does
 */
export async function readFromServer(server: Server, path: string): Promise<string> {
  const { url, status, text } = await request(server, { path }, 'text/markdown');
  if (isDone(status)) return text;
  throw refused({ url, method: 'GET', status, detail: detailOf(parseJson(text), text) });
}

function isDone(status: number): boolean {
  return status >= 200 && status < 300;
}

async function request(
  server: Server,
  { method = 'GET', path, body }: ServerCall,
  accept: string,
): Promise<{ url: URL; status: number; text: string }> {
  const url = addressOf(server.url, path);
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(server.key === undefined ? {} : { 'x-admin-key': server.key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // The key is for this server alone.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    return { url, status: response.status, text: await response.text() };
  } catch (error) {
    throw noAnswer(url, error);
  }
}

function addressOf(text: string, path: string): URL {
  const base = URL.canParse(text) ? new URL(text) : undefined;
  if (base === undefined || !/^https?:$/.test(base.protocol)) {
    throw usageError(`--url ${JSON.stringify(text)} is no address. Give one such as http://127.0.0.1:1234.`, {
      value: text,
    });
  }
  if (base.username !== '' || base.password !== '') {
    throw usageError(
      '--url holds a name or a password, which nobody asks for. Leave it out, and give a key by OPTA_JOURNAL_ADMIN_KEY.',
    );
  }
  return new URL(`${base.pathname.replace(/\/+$/, '')}${path}`, base.origin);
}

function noAnswer(url: URL, error: unknown): JournalCliError {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  const isLate = (error as { name?: string }).name === 'TimeoutError';
  const why = isLate
    ? `not within ${TIME_LIMIT_MS / 1_000} seconds`
    : (cause?.code ?? cause?.message ?? message ?? String(error));
  return new JournalCliError(
    'JOURNAL_CLI_SERVER',
    `${url.href} does not answer (${visibleText(why)}).`,
    { url: url.href },
    { cause: error },
  );
}

function refused({
  url,
  method,
  status,
  detail,
}: {
  url: URL;
  method: string;
  status: number;
  detail: string;
}): JournalCliError {
  return new JournalCliError(
    'JOURNAL_CLI_SERVER',
    `${method} ${url.href} was answered with ${status}${detail === '' ? '' : `: ${detail}`}`,
    { url: url.href, status },
  );
}

/** `{"detail": …}`, as every refusal of ours and of LMX; of anything else its beginning. */
function detailOf(answer: unknown, text: string): string {
  const detail = (answer as { detail?: unknown } | null | undefined)?.detail;
  return visibleText(typeof detail === 'string' ? detail : text.trim()).slice(0, MAX_DETAIL_CHARACTERS);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
