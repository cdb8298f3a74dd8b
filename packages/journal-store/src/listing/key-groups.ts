import type { NamesByDay } from './group-by-day.js';
import type { PageQuery } from './log-entry.js';

/** Logs that stand together in the order of a listing: from the greatest to the smallest key. */
export interface KeyGroup {
  /** How their keys begin. No other group has it, and none begins with that of another. */
  prefix: string;
  /** How many there are. */
  size: number;
  /** All keys, in any order. No two are the same. */
  keys(): string[];
}

/** How a listing makes keys of names. */
export interface KeyForm {
  /** The key of a name of the convention without its first character; begins with the day. */
  keyOf(date: string, name: string): string;
  /** Whether a name outside the convention is listed where that is asked for. */
  isOther(name: string): boolean;
}

/** The keys that a query asks for: `1…` by day, after all of them those outside the convention as `0…`. */
export function toKeyGroups({ days, others }: NamesByDay, query: PageQuery, form: KeyForm): KeyGroup[] {
  const { since, until, includeOther } = query;
  const groups: KeyGroup[] = [];
  for (const [date, names] of days) {
    if ((since !== undefined && date < since) || (until !== undefined && date > until)) continue;
    groups.push({
      prefix: `1${date}`,
      size: names.length,
      keys: () => names.map((name) => `1${form.keyOf(date, name)}`),
    });
  }
  if (includeOther !== true) return groups;
  const logs = others.filter(form.isOther);
  return [...groups, { prefix: '0', size: logs.length, keys: () => logs.map((name) => `0${name}`) }];
}
