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
  for (const [index, name] of names.entries()) {
    if (index % NAMES_AT_ONCE === 0 && slice.isOver) await slice.rest();
    (findDay(days, name, form) ?? others).push(name);
  }
  return { days, others };
}

/** The names of the day of a name; undefined for a name of another form. */
function findDay(
  days: Map<string, string[]>,
  name: string,
  { pattern, dayOffset }: NameForm,
): string[] | undefined {
  if (!pattern.test(name)) return undefined;
  const begin = dayOffset(name);
  const date = name.slice(begin, begin + DAY_LENGTH);
  const known = days.get(date);
  // The 30th of February is no day; names of one that is there already need not be asked.
  if (known !== undefined || parseLogFileName(name) === undefined) return known;
  const names: string[] = [];
  days.set(date, names);
  return names;
}
