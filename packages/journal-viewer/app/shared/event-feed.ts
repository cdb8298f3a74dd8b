import { ApiError, callApi } from '../api/client.js';
import { EventStreamParser, type StreamFrame } from './event-stream-parser.js';
import { type FeedItem, toFeedItem } from './feed-item.js';
import { SilenceTimer } from './silence-timer.js';

export type FeedState =
  | { name: 'connecting' | 'live' }
  /** Since when, in epoch milliseconds, and why. */
  | { name: 'reconnecting'; since: number; error: Error }
  /** The server will not give it; asking again changes nothing. */
  | { name: 'refused'; error: Error };

export interface FollowOptions {
  /** Which events: `type` and `severity`, as the API takes them. */
  query: Record<string, string | undefined>;
  /** Asked until it gives one: the id of an event after which the feed begins; undefined for what comes next. */
  findBegin(signal: AbortSignal): Promise<string | undefined>;
  /** The most events that were missed and are still wanted when the connection is back. */
  maxMissed: number;
  onItems(items: FeedItem[]): void;
  onState(state: FeedState): void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** What goes over by itself: no connection, too many clients or keys, a server that starts or ends. */
const PASSING = new Set([0, 408, 429, 500, 502, 503, 504]);

/**
 * Follows what the journal records. A connection that breaks is made anew, and goes on after the last event that came.
 *
 * @returns ends it
 */
export function followEvents(options: FollowOptions): () => void {
  const feed = new EventFeed(options);
  void feed.run();
  return () => feed.stop();
}

class EventFeed {
  readonly #options: FollowOptions;
  readonly #stop = new AbortController();
  #lastEventId: string | undefined;
  #hasEvents = false;
  #pauseMs = FIRST_PAUSE_MS;
  #brokenSince: number | undefined;

  constructor(options: FollowOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#stop.abort();
  }

  async run(): Promise<void> {
    const { signal } = this.#stop;
    this.#options.onState({ name: 'connecting' });
    for (;;) {
      const error = await this.#follow().catch(toApiError);
      if (signal.aborted) return;
      if (!PASSING.has(error.status)) return this.#options.onState({ name: 'refused', error });
      this.#brokenSince ??= Date.now();
      this.#options.onState({ name: 'reconnecting', since: this.#brokenSince, error });
      await pause(this.#pauseMs, signal);
      this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** @returns why the stream ended */
  async #follow(): Promise<ApiError> {
    const attempt = new AbortController();
    const silence = new SilenceTimer(() => attempt.abort(new ApiError(0, 'The server has fallen silent.')));
    const signal = AbortSignal.any([this.#stop.signal, attempt.signal]);
    try {
      const body = await this.#open(signal);
      this.#connected();
      await this.#read(body.getReader(), silence);
      return new ApiError(0, 'The server has ended the stream.');
    } catch (error) {
      throw attempt.signal.aborted ? attempt.signal.reason : error;
    } finally {
      silence.clear();
    }
  }

  async #open(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { query, findBegin, maxMissed } = this.#options;
    const isResumed = this.#lastEventId !== undefined;
    this.#lastEventId ??= await findBegin(signal);
    const { body } = await callApi('events', {
      // A limit makes the server read what is asked for twice, which is not worth it for a begin that is near.
      query: { ...query, limit: isResumed ? String(maxMissed) : undefined },
      headers: this.#lastEventId === undefined ? {} : { 'last-event-id': this.#lastEventId },
      accept: 'text/event-stream',
      signal,
    });
    if (body === null) throw new ApiError(0, 'The server has answered without a stream.');
    return body;
  }

  #connected(): void {
    const isBack = this.#brokenSince !== undefined;
    this.#brokenSince = undefined;
    this.#options.onState({ name: 'live' });
    if (!isBack || !this.#hasEvents || this.#lastEventId !== undefined) return;
    const reason = 'the connection was interrupted, and these events have no numbers by which to go on';
    this.#options.onItems([{ kind: 'gap', missed: null, reason, at: Date.now() }]);
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>, silence: SilenceTimer): Promise<void> {
    const parser = new EventStreamParser();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      silence.refresh();
      const frames = parser.push(value);
      // Only a server that gets on is worth coming back to at once.
      if (frames.length > 0) this.#pauseMs = FIRST_PAUSE_MS;
      this.#take(frames);
    }
  }

  #take(frames: readonly StreamFrame[]): void {
    const items = frames.map(toFeedItem).filter((item) => item !== undefined);
    if (items.length === 0) return;
    this.#hasEvents = true;
    this.#lastEventId = frames.findLast(({ id }) => id !== undefined)?.id ?? this.#lastEventId;
    this.#options.onItems(items);
  }
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(0, 'The connection has broken off.', { cause: error });
}

/** Ends earlier when the machine is online again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
