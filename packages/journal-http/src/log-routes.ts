import type { LogEntry, Page } from '@opta/journal-store';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './constants.js';
import { detailResponse } from './detail-response.js';
import type { JournalSource } from './journal-source.js';
import type { AnswerRedaction } from './redact-answer.js';

/** Where logs are read, and what is taken out of them on the way. */
export interface LogFolders {
  source: JournalSource;
  redaction: AnswerRedaction;
}

/** Which of the two folders a route is about. */
export type LogFolder = 'sessions' | 'updates';

/** What a listing may be asked for, besides `limit`. Both folders take the first three. */
const PARAMETERS = {
  sessions: ['cursor', 'since', 'until', 'device', 'model', 'user', 'status'],
  updates: ['cursor', 'since', 'until', 'author', 'category'],
} as const;

/** Error codes of the store whose cause is the request, and the answer that says so. */
const ANSWERS: Record<string, { status: number; detail?: string }> = {
  JOURNAL_STORE_OPTION_INVALID: { status: 400 },
  JOURNAL_STORE_CURSOR_INVALID: { status: 400 },
  JOURNAL_STORE_NAME_INVALID: { status: 404, detail: 'Log file not found' },
  JOURNAL_STORE_LOG_NOT_FOUND: { status: 404, detail: 'Log file not found' },
  JOURNAL_STORE_NOT_A_FILE: { status: 404, detail: 'Log file not found' },
  JOURNAL_STORE_LOG_TOO_LARGE: { status: 413, detail: 'The log is too large to be sent as one text' },
};

/**
 * `GET /admin/logs/sessions` and `GET /admin/logs/updates`: a bare array, newest first. Session logs and event
 * logs stand in one list, as LMX's clients expect.
 */
export async function listLogs(
  { source, redaction }: LogFolders,
  folder: LogFolder,
  url: URL,
): Promise<Response> {
  const { store } = source;
  if (store === undefined) return Response.json([], { headers: { 'x-total-count': '0' } });
  const query = readQuery(folder, url.searchParams);
  if (query instanceof Response) return query;
  try {
    const page =
      folder === 'sessions'
        ? await store.listSessionLogs({ ...query, includeEventLogs: true, includeOther: true })
        : await store.listUpdateLogs({ ...query, includeOther: true });
    return Response.json(redaction.value(page.entries.map(toBody)), { headers: pageHeaders(page, url) });
  } catch (error) {
    return answerError(error);
  }
}

/** `GET /admin/logs/{sessions,updates}/{name}`: the file as it is, but for secrets. */
export async function readLogFile(
  { source, redaction }: LogFolders,
  folder: LogFolder,
  request: Request,
): Promise<Response> {
  const name = nameInPath(request.url, folder);
  if (name === undefined) return detailResponse(400, 'Invalid filename');
  if (source.store === undefined) return detailResponse(404, 'Log file not found');
  try {
    const { text } = await source.store.readLog(name, { folder });
    const isMarkdownAsked = name.endsWith('.md') && request.headers.get('accept')?.includes('text/markdown');
    const type = isMarkdownAsked ? 'text/markdown' : 'text/plain';
    return new Response(redaction.text(text, name), {
      headers: { 'content-type': `${type}; charset=utf-8`, vary: 'accept' },
    });
  } catch (error) {
    return answerError(error);
  }
}

function readQuery(
  folder: LogFolder,
  parameters: URLSearchParams,
): Record<string, string | number> | Response {
  const known: readonly string[] = PARAMETERS[folder];
  const query: Record<string, string | number> = { limit: DEFAULT_PAGE_SIZE };
  for (const [name, value] of parameters) {
    if (name === 'limit') {
      const limit = /^\d{1,6}$/.test(value) ? Number(value) : 0;
      if (limit < 1 || limit > MAX_PAGE_SIZE) {
        return detailResponse(
          400,
          `limit is ${shown(value)}; give a whole number from 1 to ${MAX_PAGE_SIZE}`,
        );
      }
      query.limit = limit;
    } else if (known.includes(name)) {
      query[name] = value;
    } else {
      return detailResponse(
        400,
        `There is no parameter ${shown(name)}; there are limit, ${known.join(', ')}`,
      );
    }
  }
  return query;
}

/** The three names that LMX gives, then what the name and the frontmatter say. */
function toBody({
  fileName,
  size,
  modifiedAt,
  createdAt,
  frontmatter,
  ...rest
}: LogEntry): Record<string, unknown> {
  return {
    filename: fileName,
    size_bytes: size,
    created_at: new Date(createdAt).toISOString(),
    modified_at: new Date(modifiedAt).toISOString(),
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [toSnakeCase(key), value])),
    frontmatter,
  };
}

function toSnakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function pageHeaders(page: Page<LogEntry>, url: URL): Record<string, string> {
  const headers: Record<string, string> = { 'cache-control': 'no-cache' };
  if (page.total !== undefined) headers['x-total-count'] = String(page.total);
  if (page.nextCursor !== undefined) {
    const next = new URLSearchParams(url.searchParams);
    next.set('cursor', page.nextCursor);
    headers.link = `<${url.pathname}?${next}>; rel="next"`;
  }
  return headers;
}

/** `undefined` for what is no plain name, however it is encoded; the store looks at the rest. */
function nameInPath(url: string, folder: LogFolder): string | undefined {
  const encoded = new URL(url).pathname.slice(`/admin/logs/${folder}/`.length);
  let name: string;
  try {
    name = decodeURIComponent(encoded);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
  return /^[^/\\\u0000]{1,255}$/.test(name) && name !== '.' && name !== '..' ? name : undefined;
}

function answerError(error: unknown): Response {
  const { code, message } = error as { code?: string; message: string };
  const answer = ANSWERS[code ?? ''];
  if (answer === undefined) throw error;
  return detailResponse(answer.status, answer.detail ?? message);
}

function shown(value: string): string {
  return JSON.stringify(value.slice(0, 200));
}
