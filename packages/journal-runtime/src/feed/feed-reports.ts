import { isoTimestamp, systemTimeZone } from '@opta/journal-format';
import type { JournalRuntimeError } from '../errors.js';
import { MAX_TIMED_GAPS } from './constants.js';
import type { FeedEvent } from './feed-event.js';

/** A time of which not everything is known; epoch milliseconds. */
export interface FeedGap {
  from: number;
  to: number;
}

/** What the server says of a gap; `missed` is null where it does not know how many. */
export interface ToldGap {
  missed: number | null;
  reason?: string | undefined;
}

/**
 * The feed's own events. Their types are such that the session log lists them under Issues, where equal
 * messages are counted together.
 */
export class FeedReports {
  readonly #url: string;
  readonly #timeZone = systemTimeZone();
  #gaps = 0;

  constructor(shownUrl: string) {
    this.#url = shownUrl;
  }

  connectionFailed(from: number, { code, message }: JournalRuntimeError): FeedEvent {
    return this.#event('feed_connection_failed', Date.now(), { from: this.#iso(from), code, message });
  }

  /** The server has said after which event it begins. */
  connected(lastEventId: string): FeedEvent {
    return {
      ...this.#event('feed_connected', Date.now(), { last_event_id: lastEventId }),
      feedId: lastEventId,
    };
  }

  reconnected({ from, to }: FeedGap, lastEventId: string): FeedEvent {
    const span = { from: this.#iso(from), to: this.#iso(to) };
    const event = this.#event('feed_reconnected', to, { ...span, last_event_id: lastEventId });
    return { ...event, feedId: lastEventId };
  }

  notConnected(gap: FeedGap): FeedEvent {
    return this.#gap(gap, {}, `Not connected to ${this.#url}`, 'what happened there is unknown');
  }

  /** The server says that something is missing, after a reconnection or because it was read too slowly. */
  missed(gap: FeedGap, { missed, reason }: ToldGap, wasDisconnected: boolean): FeedEvent {
    const begin = wasDisconnected ? `Not connected to ${this.#url}` : `Behind ${this.#url}`;
    const count = missed === null ? 'some events, nobody knows how many' : plural(missed);
    const why = reason === undefined ? '' : ` (${reason})`;
    return this.#gap(
      gap,
      { missed, ...(reason === undefined ? {} : { reason }) },
      begin,
      `missing: ${count}${why}`,
    );
  }

  frameInvalid(problem: string): FeedEvent {
    return this.#event('feed_frame_invalid', Date.now(), { message: `A frame of ${this.#url} ${problem}` });
  }

  #gap({ from, to }: FeedGap, facts: Record<string, unknown>, begin: string, end: string): FeedEvent {
    this.#gaps += 1;
    const span = { from: this.#iso(from), to: this.#iso(to) };
    // A session log has room for a hundred different messages, and a server can come and go a thousand times.
    const when = this.#gaps > MAX_TIMED_GAPS ? 'again and again' : `from ${span.from} to ${span.to}`;
    return this.#event('feed_continuity_failed', to, {
      ...span,
      ...facts,
      message: `${begin} ${when}, ${end}`,
    });
  }

  #event(type: string, time: number, facts: Record<string, unknown>): FeedEvent {
    return { type, data: { url: this.#url, ...facts }, time };
  }

  #iso(time: number): string {
    return isoTimestamp(time, this.#timeZone);
  }
}

function plural(count: number): string {
  return count === 1 ? '1 event' : `${count} events`;
}
