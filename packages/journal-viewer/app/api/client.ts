import { signal } from '@preact/signals';

/** `/admin/` of the server, whatever stands before it: the page is `…/admin/journal/`. */
const ADMIN = new URL('../', new URL('.', document.baseURI));

/** In memory only: gone when the page is closed, and never in an address. */
const adminKey = signal<string | undefined>(undefined);
/** Whether the server has asked for a key that it has not got. */
export const needsKey = signal(false);
/** Grows when a new key was given: what has failed for want of it tries again. */
export const signedIn = signal(0);

/** What the server has answered in place of what was asked. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;

  /** @param status - of HTTP; 0 where there was no answer at all */
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

export interface ApiRequest {
  method?: 'GET' | 'POST';
  query?: Record<string, string | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  accept?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export function signIn(key: string): void {
  adminKey.value = key;
  needsKey.value = false;
  signedIn.value += 1;
}

/**
 * An answer of the server.
 *
 * @param path - below `/admin/`, its parts encoded: `logs/sessions`
 * @throws {ApiError} when the server refuses or cannot be reached
 */
export async function callApi(path: string, request: ApiRequest = {}): Promise<Response> {
  const url = new URL(path, ADMIN);
  for (const [key, value] of Object.entries(request.query ?? {})) if (value) url.searchParams.set(key, value);
  const response = await send(url, request);
  if (response.ok) return response;
  // Where nothing may be written, a key does not help.
  const isRefused = response.status === 401 || (response.status === 403 && request.method !== 'POST');
  if (isRefused) needsKey.value = true;
  throw new ApiError(response.status, await detailOf(response));
}

/** The same for what is answered in JSON. */
export async function readJson<Answer>(path: string, request: ApiRequest = {}): Promise<Answer> {
  const response = await callApi(path, { accept: 'application/json', ...request });
  return (await response.json()) as Answer;
}

async function send(
  url: URL,
  { method = 'GET', body, accept, headers, signal }: ApiRequest,
): Promise<Response> {
  const key = adminKey.value;
  try {
    return await fetch(url, {
      method,
      ...(signal === undefined ? {} : { signal }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        ...(accept === undefined ? {} : { accept }),
        ...(key === undefined ? {} : { 'x-admin-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'The server cannot be reached.', { cause: error });
  }
}

async function detailOf(response: Response): Promise<string> {
  try {
    const { detail } = (await response.json()) as { detail?: unknown };
    if (typeof detail === 'string') return detail;
  } catch {
    // No JSON: a proxy in between has answered.
  }
  return `The server answered ${response.status} ${response.statusText}.`;
}
