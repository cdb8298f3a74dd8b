import { MAX_FAILURE_GROUPS } from '../constants.js';

/** The row of the failures beyond the bound. */
export const OTHER_FAILURES = '(other failures)';

export interface Failure {
  /** The type of the events, or `quarantined`. */
  type: string;
  /** Model or repository that it is about. */
  subject?: string | undefined;
  message?: string | undefined;
}

export interface FailureGroup extends Failure {
  count: number;
  firstAt: number;
  lastAt: number;
  /** Whether what failed succeeded later. */
  isSettled: boolean;
}

/** Equal failures counted together, in the order in which they first came. */
export class FailureTable {
  readonly #groups = new Map<string, FailureGroup>();
  #other: FailureGroup | undefined;
  #total = 0;

  get total(): number {
    return this.#total;
  }

  get size(): number {
    return this.#groups.size;
  }

  add(failure: Failure, time: number): void {
    this.#total += 1;
    const group = this.#groupOf(failure, time);
    group.count += 1;
    group.isSettled = false;
    group.firstAt = Math.min(group.firstAt, time);
    group.lastAt = Math.max(group.lastAt, time);
  }

  /** What failed before has now succeeded for this model or repository. */
  settle(types: readonly string[], subject: string | undefined): void {
    if (subject === undefined) return;
    for (const group of this.#groups.values()) {
      if (group.subject === subject && types.includes(group.type)) group.isSettled = true;
    }
  }

  all(): FailureGroup[] {
    return this.#other === undefined ? [...this.#groups.values()] : [...this.#groups.values(), this.#other];
  }

  #groupOf(failure: Failure, time: number): FailureGroup {
    // Cleaned texts have no line break, so that it separates.
    const key = `${failure.type}\n${failure.subject ?? ''}\n${failure.message ?? ''}`;
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    if (this.#groups.size >= MAX_FAILURE_GROUPS) {
      this.#other ??= { type: OTHER_FAILURES, count: 0, firstAt: time, lastAt: time, isSettled: false };
      return this.#other;
    }
    const group = { ...failure, count: 0, firstAt: time, lastAt: time, isSettled: false };
    this.#groups.set(key, group);
    return group;
  }
}
