import { parseLogFileName } from '@opta/journal-format';
import { NAMES_AT_ONCE } from '../constants.js';
import { TimeSlice } from './time-slice.js';

/** The form of the names of one kind of log. */
export interface NameForm {
  /** What `parseLogFileName` takes for that kind, days aside. */
  pattern: RegExp;
  /** Where the day begins. */
  dayOffset(fileName: string): number;
}

export interface NamesByDay {
  /** By `YYYY-MM-DD`, a day that exists. */
  days: Map<string, string[]>;
  /** Those of another form. */
  others: string[];
}

const DAY_LENGTH = 'YYYY-MM-DD'.length;
const ZERO = '0'.charCodeAt(0);

export const SESSION_NAME: NameForm = {
  pattern: /^\d{4}-\d\d-\d\d-(?:[01]\d|2[0-3])[0-5]\d-[a-z0-9][a-z0-9-]*\.md$/i,
  dayOffset: () => 0,
};

export const UPDATE_NAME: NameForm = {
  pattern: /^\d{1,15}_\d{4}-\d\d-\d\d_[a-z0-9][a-z0-9-]*\.md$/i,
  dayOffset: (fileName) => fileName.indexOf('_') + 1,
};

/**
 * Sorts names roughly: by the day in them, and no further. A hundred thousand names are parsed and sorted in
 * longer than it takes to list their folder, and a page needs the names of some days only.
 */
export async function groupByDay(names: readonly string[], form: NameForm): Promise<NamesByDay> {
  const days = new Map<string, string[]>();
  const others: string[] = [];
  const slice = new TimeSlice();
  const known = new Map<number, string[]>();
  for (let index = 0; index < names.length; index += 1) {
    if (index % NAMES_AT_ONCE === 0 && slice.isOver) await slice.rest();
    const name = names[index] as string;
    if (!form.pattern.test(name)) {
      others.push(name);
      continue;
    }
    const begin = form.dayOffset(name);
    const number = dayNumber(name, begin);
    const day = known.get(number);
    if (day !== undefined) {
      day.push(name);
    } else if (parseLogFileName(name) === undefined) {
      // The 30th of February is no day; names of one that is there already need not be asked.
      others.push(name);
    } else {
      const day = [name];
      known.set(number, day);
      days.set(name.slice(begin, begin + DAY_LENGTH), day);
    }
  }
  return { days, others };
}

/** The digits of a day as a number: quicker to look up than a text of ten characters that is made for it. */
function dayNumber(name: string, begin: number): number {
  let number = 0;
  for (let index = begin; index < begin + DAY_LENGTH; index += 1) {
    const digit = name.charCodeAt(index) - ZERO;
    if (digit >= 0) number = number * 10 + digit;
  }
  return number;
}
