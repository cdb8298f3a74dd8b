import { createListenerList } from '../create-listener-list.js';
import { JournalRuntimeError } from '../errors.js';
import type { CodedError } from '../runtime-journal.js';
import { toCodedError } from '../to-coded-error.js';
import { writeErrorLine } from '../write-error-line.js';
import type { FeedEvent } from './feed-event.js';
import { FeedFollower } from './feed-follower.js';
import { type EventFeedOptions, readFeedTarget } from './feed-options.js';
import type { EventFeedStatus } from './feed-status.js';

export interface EventFeed {
  /**
   * Hear every event. The first listener opens the connection, and when the last has gone it is closed.
   *
   * @throws {JOURNAL_RUNTIME_FEED_CLOSED} after `close()`
   */
  subscribe(listener: (event: FeedEvent) => void): () => void;
  status(): EventFeedStatus;
  /** End the connection for good. */
  close(): void;
}

/**
 * Make a bus of the Server-Sent Events of a running server, to journal from outside what happens there.
 *
 * It connects again for ever, resumes by `Last-Event-ID` where the server gives ids, and tells in events of its own
 * what it could not hear: `feed_connection_failed`, `feed_reconnected`, `feed_continuity_failed` and
 * `feed_frame_invalid`.
 *
 * @param url the feed of LMX (`/admin/events`) or of `@opta/journal-http`; credentials in it are sent as basic
 *   authentication and are, as its query, never told
 * @throws {JOURNAL_RUNTIME_FEED_INVALID} with all that cannot be used
 * @remarks It keeps the process alive while somebody listens. LMX ends no connection of a client that it no longer
 *   sends events to (more than 100 waited): that cannot be noticed from outside. A server that gives ids is believed
 *   to send the rest after a reconnection, or a `gap`.
 * @example
 * const feed = bindEventFeed('http://127.0.0.1:1234/admin/events', { adminKey: process.env.LMX_ADMIN_KEY });
 * journal.bind(feed);
 */
export function bindEventFeed(url: string | URL, options: EventFeedOptions = {}): EventFeed {
  const target = readFeedTarget(url, options);
  const report = createReport(options.onError ?? writeErrorLine);
  const listeners = createListenerList<FeedEvent>(report);
  let follower: FeedFollower | undefined;
  let isFollowing = false;
  let isClosed = false;

  function follow(): void {
    if (isFollowing) return;
    isFollowing = true;
    follower = new FeedFollower({ target, emit: listeners.notify, report });
    void follower.run();
  }

  function leave(): void {
    isFollowing = false;
    follower?.stop();
  }

  function close(): void {
    isClosed = true;
    options.signal?.removeEventListener('abort', close);
    leave();
  }

  if (options.signal?.aborted) close();
  else options.signal?.addEventListener('abort', close);

  return {
    subscribe(listener) {
      if (isClosed) throw closedError(target.shownUrl);
      const remove = listeners.add(listener);
      follow();
      return () => {
        remove();
        if (listeners.size === 0) leave();
      };
    },
    status() {
      const status = follower?.status ?? unused(target.shownUrl);
      if (isFollowing) return status;
      return { ...status, state: isClosed ? 'closed' : 'idle' };
    },
    close,
  };
}

/** Nothing that a host's function throws may end the feed. */
function createReport(onError: (error: CodedError) => void): (error: unknown) => void {
  return (error) => {
    try {
      onError(toCodedError(error, 'The event feed'));
    } catch {
      // onError is the last one to be told; there is nobody left to tell that it threw.
    }
  };
}

function unused(url: string): EventFeedStatus {
  return { state: 'idle', url, events: 0, duplicates: 0, invalidFrames: 0, gaps: 0, missed: 0 };
}

function closedError(url: string): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_FEED_CLOSED',
    `The event feed ${url} is closed, so that nobody can listen to it. Call bindEventFeed() again for another one.`,
    { url },
  );
}
