import type { EventSourceMessage } from 'eventsource-parser';
import type { JournalRuntimeError } from '../errors.js';
import { visible } from '../shown.js';
import { MAX_FRAME_CHARACTERS, MAX_REASON_CHARACTERS } from './constants.js';
import type { FeedEvent } from './feed-event.js';
import { frameInvalid } from './feed-failures.js';
import type { FeedTarget } from './feed-options.js';
import type { FeedGap, FeedReports, ToldGap } from './feed-reports.js';
import { isUsableId } from './is-usable-id.js';
import { readFrame } from './read-frame.js';
import { RecentFrames } from './recent-frames.js';

export interface FeedIntakeOptions {
  target: FeedTarget;
  reports: FeedReports;
  emit(event: FeedEvent): void;
  report(error: JournalRuntimeError): void;
}

/** What becomes of frames: events, notices of the server, repetitions; and what is missing between them. */
export class FeedIntake {
  readonly counts = { events: 0, duplicates: 0, invalidFrames: 0, gaps: 0, missed: 0 };
  readonly #options: FeedIntakeOptions;
  readonly #recent = new RecentFrames();
  #lastEventId: string | undefined;
  #lastFrameAt = Date.now();
  /** The time without a connection before the present one, until it shows what the server makes up for. */
  #outage: FeedGap | undefined;

  constructor(options: FeedIntakeOptions) {
    this.#options = options;
    this.#lastEventId = options.target.resumeAfter?.lastEventId;
  }

  get lastEventId(): string | undefined {
    return this.#lastEventId;
  }

  /** The server says after which event it begins: until the first one comes, this is where it is to go on. */
  begin(place: string): void {
    if (this.#lastEventId !== undefined || !isUsableId(place)) return;
    this.#lastEventId = place;
    this.#options.emit(this.#options.reports.connected(place));
  }

  reconnected(outage: FeedGap): void {
    const { reports, emit } = this.#options;
    if (this.#lastEventId === undefined) {
      this.counts.gaps += 1;
      emit(reports.notConnected(outage));
      return;
    }
    // Where nothing came in between, one of both times may be without its events.
    this.#outage = { from: this.#outage?.from ?? outage.from, to: outage.to };
    emit(reports.reconnected(outage, this.#lastEventId));
  }

  /**
   * @param time when it happened, epoch milliseconds; default: now
   * @returns whether it brought an event that was not known
   */
  take(message: EventSourceMessage, time: number = Date.now()): boolean {
    const { event, id } = message;
    // Notices carry no id, so that they never move a client's place; with one it is an event of that name.
    if (id === undefined && event === 'heartbeat') return false;
    if (id === undefined && event === 'gap') {
      this.#tellGap(message.data);
      return false;
    }
    const isKnown = isUsableId(id) && !this.#recent.add(message);
    if (isKnown) this.counts.duplicates += 1;
    else this.#takeNew(message, time);
    this.#lastFrameAt = Date.now();
    return !isKnown;
  }

  frameTooLong(): void {
    this.#leaveOut(`is longer than ${MAX_FRAME_CHARACTERS} characters`);
  }

  #takeNew(message: EventSourceMessage, time: number): void {
    const { id } = message;
    this.#settleOutage(id);
    // An empty one takes the place away, as the specification has it.
    if (id !== undefined) this.#lastEventId = isUsableId(id) ? id : undefined;
    const event = parsed(() => readFrame(message, time));
    if (event === undefined) {
      this.#leaveOut('is no JSON');
      return;
    }
    this.counts.events += 1;
    this.#options.emit(isUsableId(id) ? { ...event, feedId: id } : event);
  }

  /** Who gives no ids any more, cannot have sent what was missed. */
  #settleOutage(id: string | undefined): void {
    const outage = this.#outage;
    this.#outage = undefined;
    if (outage === undefined || id !== undefined) return;
    this.counts.gaps += 1;
    this.#options.emit(this.#options.reports.notConnected(outage));
  }

  #tellGap(payload: string): void {
    const told = toldGap(parsed(() => JSON.parse(payload) as unknown));
    const wasDisconnected = this.#outage !== undefined;
    const gap = this.#outage ?? { from: this.#lastFrameAt, to: Date.now() };
    this.#outage = undefined;
    this.counts.gaps += 1;
    this.counts.missed += told.missed ?? 0;
    this.#options.emit(this.#options.reports.missed(gap, told, wasDisconnected));
  }

  #leaveOut(problem: string): void {
    const { reports, emit, report, target } = this.#options;
    this.counts.invalidFrames += 1;
    if (this.counts.invalidFrames === 1) report(frameInvalid(target, problem));
    emit(reports.frameInvalid(problem));
  }
}

function toldGap(payload: unknown): ToldGap {
  const { missed, reason } = (payload ?? {}) as { missed?: unknown; reason?: unknown };
  return {
    missed: Number.isSafeInteger(missed) && (missed as number) >= 0 ? (missed as number) : null,
    ...(typeof reason === 'string' ? { reason: visible(reason.slice(0, MAX_REASON_CHARACTERS)) } : {}),
  };
}

/** Undefined where the text is no JSON. */
function parsed<Value>(parse: () => Value): Value | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
