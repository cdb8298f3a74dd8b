import { parseLogFileName } from '@opta/journal-format';
import { numberAt } from './number-at.js';

/** The form of the names of one kind of log. */
export interface NameForm {
  /** What `parseLogFileName` takes for that kind, days aside. */
  pattern: RegExp;
  /** Where the day begins. */
  dayOffset(fileName: string): number;
}

const DAY_LENGTH = 'YYYY-MM-DD'.length;

export const SESSION_NAME: NameForm = {
  pattern: /^\d{4}-\d\d-\d\d-(?:[01]\d|2[0-3])[0-5]\d-[a-z0-9][a-z0-9-]*\.md$/i,
  dayOffset: () => 0,
};

export const UPDATE_NAME: NameForm = {
  pattern: /^\d{1,15}_\d{4}-\d\d-\d\d_[a-z0-9][a-z0-9-]*\.md$/i,
  dayOffset: (fileName) => fileName.indexOf('_') + 1,
};

/**
 * Names in rough order: by the day in them, and no further. A hundred thousand names are parsed and sorted in longer
 * than it takes to list their folder, and a page needs the names of some days only.
 */
export class NamesByDay {
  /** By `YYYY-MM-DD`, a day that exists. */
  readonly days = new Map<string, string[]>();
  /** Those of another form. */
  readonly others: string[] = [];
  readonly #form: NameForm;
  /** The same days by their digits. */
  readonly #known = new Map<number, string[]>();

  constructor(form: NameForm) {
    this.#form = form;
  }

  add(names: readonly string[]): void {
    const { pattern, dayOffset } = this.#form;
    for (const name of names) {
      if (!pattern.test(name)) {
        this.others.push(name);
        continue;
      }
      const begin = dayOffset(name);
      const number = numberAt(name, begin, begin + DAY_LENGTH);
      const day = this.#known.get(number);
      if (day !== undefined) day.push(name);
      // The 30th of February is no day; names of one that is there already need not be asked.
      else if (parseLogFileName(name) === undefined) this.others.push(name);
      else this.#begin(number, name.slice(begin, begin + DAY_LENGTH), name);
    }
  }

  #begin(number: number, date: string, name: string): void {
    const names = [name];
    this.#known.set(number, names);
    this.days.set(date, names);
  }
}
