import { performance } from 'node:perf_hooks';
import { toEpochMs } from '../events/normalise-event.js';

type Time = Date | number | string | undefined;

export interface SessionClockOptions {
  /** Epoch milliseconds. Default `Date.now`. */
  clock?: (() => number) | undefined;
  /** Milliseconds that never go back. Default `performance.now`. */
  monotonicClock?: (() => number) | undefined;
}

/**
 * When a session began and ended. Its length comes from a clock that never jumps; for a session that
 * was given its begin, it comes from the times of its events.
 */
export class SessionClock {
  readonly #clock: () => number;
  readonly #monotonic: () => number;
  #startedAt = 0;
  #startedTick = 0;
  #followsEvents = false;
  #lastEventAt = 0;

  constructor(options: SessionClockOptions) {
    this.#clock = options.clock ?? Date.now;
    this.#monotonic = options.monotonicClock ?? (() => performance.now());
  }

  /** Whole epoch milliseconds. */
  now(): number {
    return toEpochMs(this.#clock()) ?? Date.now();
  }

  /** Milliseconds since any fixed moment. */
  tick(): number {
    return this.#monotonic();
  }

  /** @returns the begin in epoch milliseconds */
  begin(startedAt: Time): number {
    const given = toEpochMs(startedAt);
    this.#followsEvents = given !== undefined;
    this.#startedTick = this.tick();
    this.#startedAt = given ?? this.now();
    this.#lastEventAt = this.#startedAt;
    return this.#startedAt;
  }

  /** An event of that time was taken. */
  saw(eventTime: number): void {
    if (eventTime > this.#lastEventAt) this.#lastEventAt = eventTime;
  }

  end(endedAt: Time): { endedAt: number; durationMs: number } {
    const given = toEpochMs(endedAt);
    if (given === undefined && !this.#followsEvents) {
      return { endedAt: this.now(), durationMs: Math.max(0, Math.round(this.tick() - this.#startedTick)) };
    }
    const end = Math.max(this.#startedAt, given ?? this.#lastEventAt);
    return { endedAt: end, durationMs: end - this.#startedAt };
  }
}
