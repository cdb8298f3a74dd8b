import { MAX_REDIRECTS } from './constants.js';
import { redirectRefused, refusedBy } from './feed-failures.js';
import type { FeedTarget } from './feed-options.js';

/**
 * Ask for the feed.
 *
 * @param lastEventId - the last one that was received, after which the server is to go on
 * @returns the bytes of the stream
 * @throws {JOURNAL_RUNTIME_FEED_REFUSED} when the answer is no event stream
 */
export async function openFeed(
  target: FeedTarget,
  lastEventId: string | undefined,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const response = await request(target, lastEventId, signal);
  if (response.status === 200 && response.body !== null && isEventStream(response)) return response.body;
  await response.body?.cancel();
  throw refusedBy(target, response);
}

/** Follows redirects by itself: fetch() would carry the key to whatever server is named. */
async function request(
  target: FeedTarget,
  lastEventId: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const headers = {
    ...target.headers,
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  let { url } = target;
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(url, { headers, signal, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (next?.origin !== url.origin)
      throw redirectRefused(target, next?.origin ?? 'something that is no URL');
    if (redirects === MAX_REDIRECTS) throw redirectRefused(target, `itself ${MAX_REDIRECTS} times`);
    url = next;
  }
}

function isEventStream({ headers }: Response): boolean {
  return /^text\/event-stream\s*(?:;|$)/i.test(headers.get('content-type') ?? '');
}
