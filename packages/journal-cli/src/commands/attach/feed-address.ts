import { usageError } from '../../errors.js';

/** A server with an event feed. */
export interface FeedAddress {
  /** Of the feed, with its query. */
  feedUrl: string;
  /** Below which the server has its API. */
  serverUrl: string;
  /** What tells this feed from others, in logs: without its query. */
  name: string;
}

/** Where LMX has its feed. */
const FEED_PATH = '/admin/events';

/**
 * The feed that is meant by its own address, or by that of its server.
 *
 * @throws {JOURNAL_CLI_USAGE} when it is no address, or holds a password
 */
export function readFeedAddress(text: string): FeedAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw usageError(
      `${JSON.stringify(text)} is no address of a server. Give one such as http://127.0.0.1:1234.`,
      {
        value: text,
      },
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw usageError(
      'The address holds a name or a password, which others on this machine can see. Leave it out, and give a key by OPTA_JOURNAL_ADMIN_KEY.',
    );
  }
  url.hash = '';
  const isFeed = url.pathname.endsWith(FEED_PATH);
  const path = (isFeed ? url.pathname.slice(0, -FEED_PATH.length) : url.pathname).replace(/\/+$/, '');
  const name = `${url.origin}${path}${FEED_PATH}`;
  return { feedUrl: `${name}${url.search}`, serverUrl: `${url.origin}${path}`, name };
}
