import type { KeyForm } from './key-form.js';
import type { PageQuery } from './log-entry.js';
import { NameGroup } from './name-group.js';
import type { NamesByDay } from './names-by-day.js';

/** Every name of a listing in its order: `1…` by day, after all of them those outside the convention as `0…`. */
export class NameGroups {
  /** Newest first. */
  readonly #days: readonly NameGroup[];
  readonly #otherNames: readonly string[];
  readonly #form: KeyForm;
  #others: NameGroup | undefined;

  constructor({ days, others }: NamesByDay, form: KeyForm) {
    this.#days = [...days]
      .map(([date, names]) => new NameGroup(names, date, form))
      .sort((a, b) => (a.prefix < b.prefix ? 1 : -1));
    this.#otherNames = others;
    this.#form = form;
  }

  /** Those that a query asks for, newest first. */
  select({ since, until, includeOther }: PageQuery): readonly NameGroup[] {
    const days = this.#days.filter(
      ({ date = '' }) => (since === undefined || date >= since) && (until === undefined || date <= until),
    );
    if (includeOther !== true) return days;
    // Most of the others are event logs, which takes time to see.
    this.#others ??= new NameGroup(this.#otherNames.filter(this.#form.isOther), undefined, this.#form);
    return [...days, this.#others];
  }

  /** Those for whose names heads are remembered. */
  get remembered(): readonly NameGroup[] {
    const groups = this.#others === undefined ? this.#days : [...this.#days, this.#others];
    return groups.filter(({ hasHeads }) => hasHeads);
  }
}
