import { JournalRuntimeError } from '../errors.js';
import { errorMessage, shown } from '../shown.js';
import { MAX_PAUSE_MS, REFUSED_PAUSE_MS } from './constants.js';
import type { FeedTarget } from './feed-options.js';

const TRIED_AGAIN = 'It is tried again until the feed is closed.';

/** The connection could not be made or broke. */
export function disconnected({ shownUrl }: FeedTarget, cause: unknown): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_FEED_DISCONNECTED',
    `Not connected to ${shownUrl}: ${reasonOf(cause)}. ${TRIED_AGAIN}`,
    { url: shownUrl },
    { cause },
  );
}

export function endedByServer({ shownUrl }: FeedTarget): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_FEED_DISCONNECTED',
    `Not connected to ${shownUrl}: the server ended the stream. ${TRIED_AGAIN}`,
    { url: shownUrl },
  );
}

export function fellSilent({ shownUrl, idleTimeoutMs }: FeedTarget): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_FEED_DISCONNECTED',
    `Not connected to ${shownUrl}: neither event nor heartbeat for ${idleTimeoutMs} ms. ${TRIED_AGAIN}`,
    { url: shownUrl, idleTimeoutMs },
    { fix: 'See whether the server hangs; raise idleTimeoutMs if its heartbeat is slower.' },
  );
}

/** The server answered, with something else than a feed. */
export function refusedBy(target: FeedTarget, response: Response): JournalRuntimeError {
  const { status } = response;
  return refused(target, whatCame(response), refusalFix(status, target), {
    status,
    pauseMs: pauseFor(response),
  });
}

export function redirectRefused(target: FeedTarget, destination: string): JournalRuntimeError {
  return refused(
    target,
    `it redirects to ${destination}, and the key is sent to no other server`,
    'Give the URL to which it redirects, if you trust that server.',
    { destination, pauseMs: REFUSED_PAUSE_MS },
  );
}

export function frameInvalid({ shownUrl }: FeedTarget, problem: string): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_FEED_FRAME_INVALID',
    `A frame of ${shownUrl} ${problem}; it was left out and counted, and further ones are not told.`,
    { url: shownUrl, problem },
  );
}

function refused(
  { shownUrl }: FeedTarget,
  reason: string,
  fix: string,
  facts: Record<string, unknown>,
): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_FEED_REFUSED',
    `Not connected to ${shownUrl}: ${reason}. ${fix}`,
    { url: shownUrl, ...facts },
    { fix },
  );
}

function whatCame({ ok, status, headers }: Response): string {
  if (!ok || status === 204) return `the server answers ${status}`;
  return `the server answers with ${shown(headers.get('content-type') ?? 'no content type')}, which is no event stream`;
}

function refusalFix(status: number, { hasAdminKey }: FeedTarget): string {
  if (status === 401 || status === 403) {
    return hasAdminKey
      ? 'Give the key of that server as adminKey: the present one is not accepted.'
      : 'Give the admin key of that server as adminKey.';
  }
  if (isPassing(status)) return `It has trouble or no room at the moment. ${TRIED_AGAIN}`;
  return 'Give the URL of its event feed, which LMX has at /admin/events.';
}

/** Milliseconds: what the server asks for in whole seconds, or longer than usual where waiting changes nothing. */
function pauseFor({ status, headers }: Response): number {
  const seconds = headers.get('retry-after');
  if (seconds !== null && /^\d{1,6}$/.test(seconds)) return Math.min(Number(seconds) * 1000, MAX_PAUSE_MS);
  return isPassing(status) ? 0 : REFUSED_PAUSE_MS;
}

function isPassing(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501);
}

/** fetch() says only that it failed; why, its cause says. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  if (!(cause instanceof Error)) return errorMessage(error);
  return cause.message === '' && 'code' in cause ? String(cause.code) : errorMessage(cause);
}
