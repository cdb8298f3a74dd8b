import { type EventSeverity, eventSeverity } from '@opta/journal-format';
import { MAX_TYPES } from '../constants.js';
import { createTypePattern } from './create-type-pattern.js';
import type { EventFilter } from './event-record.js';

/** From the least to the gravest. */
const SEVERITIES: readonly EventSeverity[] = ['info', 'warning', 'error', 'critical'];

/** What the envelope of a record says. */
export interface Envelope {
  seq?: number | undefined;
  eventType: string;
  time: number;
}

/** Decides by the envelope alone whether a record is wanted. */
export class EventMatcher {
  /** Whether there is anything to decide. */
  readonly isNeeded: boolean;
  readonly #patterns: ((type: string) => boolean)[] | undefined;
  readonly #leastSeverity: number;
  readonly #since: number;
  readonly #until: number;
  readonly #fromSequence: number | undefined;
  readonly #verdicts = new Map<string, boolean>();

  constructor(filter: EventFilter) {
    this.#patterns = filter.types?.map(createTypePattern);
    this.#leastSeverity = filter.severity === undefined ? 0 : SEVERITIES.indexOf(filter.severity);
    this.#since = filter.since ?? Number.NEGATIVE_INFINITY;
    this.#until = filter.until ?? Number.POSITIVE_INFINITY;
    this.#fromSequence = filter.fromSequence;
    this.isNeeded =
      this.#patterns !== undefined ||
      this.#leastSeverity > 0 ||
      filter.since !== undefined ||
      filter.until !== undefined ||
      filter.fromSequence !== undefined;
  }

  matches({ seq, eventType, time }: Envelope): boolean {
    if (!this.isNeeded) return true;
    if (this.#fromSequence !== undefined && !(seq !== undefined && seq >= this.#fromSequence)) return false;
    if (time < this.#since || time > this.#until) return false;
    if (Number.isNaN(time) && (this.#since > -Infinity || this.#until < Infinity)) return false;
    return this.#matchesType(eventType);
  }

  #matchesType(type: string): boolean {
    const known = this.#verdicts.get(type);
    if (known !== undefined) return known;
    const verdict =
      SEVERITIES.indexOf(eventSeverity(type)) >= this.#leastSeverity &&
      (this.#patterns === undefined || this.#patterns.some((matches) => matches(type)));
    if (this.#verdicts.size >= MAX_TYPES) this.#verdicts.clear();
    this.#verdicts.set(type, verdict);
    return verdict;
  }
}
