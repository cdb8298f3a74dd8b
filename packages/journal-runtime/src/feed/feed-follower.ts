import { setTimeout as wait } from 'node:timers/promises';
import type { EventSourceMessage } from 'eventsource-parser';
import { JournalRuntimeError } from '../errors.js';
import { MAX_TOLD_FAILURES } from './constants.js';
import type { FeedEvent } from './feed-event.js';
import { disconnected, endedByServer, fellSilent } from './feed-failures.js';
import { FeedIntake } from './feed-intake.js';
import type { FeedTarget } from './feed-options.js';
import { FeedReports } from './feed-reports.js';
import type { EventFeedStatus } from './feed-status.js';
import { FrameReader } from './frame-reader.js';
import { openFeed } from './open-feed.js';
import { ReconnectPause } from './reconnect-pause.js';

export interface FeedFollowerOptions {
  target: FeedTarget;
  /** Given every event; never throws. */
  emit(event: FeedEvent): void;
  /** Told failures; never throws. */
  report(error: JournalRuntimeError): void;
}

/** A time without a connection: since when, and which failures were told in it. */
interface Outage {
  from: number;
  told: Set<string>;
}

/** Stays connected to one feed: connects, reads, waits, and begins again until it is stopped. */
export class FeedFollower {
  readonly #options: FeedFollowerOptions;
  readonly #reports: FeedReports;
  readonly #intake: FeedIntake;
  readonly #pause: ReconnectPause;
  readonly #stop = new AbortController();
  #state: 'connecting' | 'connected' | 'waiting' = 'connecting';
  /** Up to here everything that happened is known; epoch milliseconds. */
  #lastSignAt = Date.now();
  #outage: Outage | undefined;
  #lastError: JournalRuntimeError | undefined;

  constructor(options: FeedFollowerOptions) {
    this.#options = options;
    this.#reports = new FeedReports(options.target.shownUrl);
    this.#intake = new FeedIntake({ ...options, reports: this.#reports });
    this.#pause = new ReconnectPause(options.target.longestPauseMs);
    const { resumeAfter } = options.target;
    // Since then nobody has listened, as if it were this feed that had lost its connection.
    if (resumeAfter !== undefined) this.#outage = { from: resumeAfter.time, told: new Set() };
  }

  get status(): EventFeedStatus {
    const from = this.#outage?.from;
    const { lastEventId, counts } = this.#intake;
    return {
      state: this.#state,
      url: this.#options.target.shownUrl,
      ...counts,
      ...(from === undefined ? {} : { disconnectedSince: from }),
      ...(lastEventId === undefined ? {} : { lastEventId }),
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
    };
  }

  /** Resolves when the feed was stopped; never rejects. */
  async run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      this.#state = 'connecting';
      const failure = await this.#follow().catch((error: unknown) => this.#asFailure(error));
      if (signal.aborted) return;
      this.#broke(failure);
      const pauseMs = this.#pause.take(Number(failure.facts.pauseMs ?? 0));
      await wait(pauseMs, undefined, { signal }).catch(ignoreAbort);
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  /** @returns why the stream ended */
  async #follow(): Promise<JournalRuntimeError> {
    const { target } = this.#options;
    const attempt = new AbortController();
    const abort = (): void => attempt.abort();
    const idle = setTimeout(() => attempt.abort(fellSilent(target)), target.idleTimeoutMs);
    this.#stop.signal.addEventListener('abort', abort);
    try {
      const body = await openFeed(target, this.#intake.lastEventId, attempt.signal);
      this.#connected();
      await this.#read(body, idle);
      return endedByServer(target);
    } finally {
      clearTimeout(idle);
      this.#stop.signal.removeEventListener('abort', abort);
    }
  }

  async #read(body: AsyncIterable<Uint8Array>, idle: NodeJS.Timeout): Promise<void> {
    const frames = new FrameReader({
      frame: (message, time) => this.#take(message, time),
      place: (id) => this.#intake.begin(id),
      frameTooLong: () => this.#intake.frameTooLong(),
      retry: (ms) => this.#pause.setFirst(ms),
    });
    for await (const bytes of body) {
      idle.refresh();
      this.#lastSignAt = Date.now();
      frames.push(bytes);
    }
  }

  #take(message: EventSourceMessage, time: number | undefined): void {
    if (this.#stop.signal.aborted) return;
    // Only a server that gets on is worth coming back to at once.
    if (this.#intake.take(message, time)) this.#pause.reset();
  }

  #connected(): void {
    const now = Date.now();
    if (this.#outage !== undefined) this.#intake.reconnected({ from: this.#outage.from, to: now });
    this.#outage = undefined;
    this.#lastSignAt = now;
    this.#state = 'connected';
  }

  #asFailure(error: unknown): JournalRuntimeError {
    return error instanceof JournalRuntimeError ? error : disconnected(this.#options.target, error);
  }

  #broke(failure: JournalRuntimeError): void {
    this.#state = 'waiting';
    this.#lastError = failure;
    this.#outage ??= { from: this.#lastSignAt, told: new Set() };
    const { from, told } = this.#outage;
    if (told.has(failure.message) || told.size >= MAX_TOLD_FAILURES) return;
    told.add(failure.message);
    this.#options.report(failure);
    this.#options.emit(this.#reports.connectionFailed(from, failure));
  }
}

function ignoreAbort(error: unknown): void {
  if ((error as Error).name !== 'AbortError') throw error;
}
