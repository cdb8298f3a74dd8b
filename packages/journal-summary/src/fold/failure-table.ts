import { MAX_FAILURE_GROUPS } from '../constants.js';

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
    group.firstAt = Math.min(group.firstAt, time);
    group.lastAt = Math.max(group.lastAt, time);
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
      this.#other ??= { type: '(other failures)', count: 0, firstAt: time, lastAt: time };
      return this.#other;
    }
    const group = { ...failure, count: 0, firstAt: time, lastAt: time };
    this.#groups.set(key, group);
    return group;
  }
}
