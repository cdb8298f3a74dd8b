import type { Statistics } from '../../api/types.js';
import { addDays } from './add-days.js';

/** What happened on a day. */
export interface DailyFigures {
  /** `YYYY-MM-DD` */
  date: string;
  runtimes: number;
  requests: number;
  tokens: number;
  failures: number;
}

/** Ten years: beyond it days without a runtime are left out. */
const MAX_DAYS = 3_653;

/**
 * The figures of each day, oldest first; days without a runtime, which the statistics leave out, have zeros.
 *
 * @param since - first day of the span; where there is none, the first one with a runtime
 * @param today - last day
 */
export function figuresByDay(
  days: Statistics['days'],
  { since, today }: { since: string | undefined; today: string },
): DailyFigures[] {
  const known = new Map(days.map((day) => [day.date, toFigures(day)]));
  const first = since ?? days[0]?.date ?? today;
  // The server may be in a zone where it is tomorrow.
  const last = [today, days.at(-1)?.date ?? today].sort()[1] as string;
  if (addDays(first, MAX_DAYS) < last) return [...known.values()];
  const figures: DailyFigures[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) {
    figures.push(known.get(date) ?? { date, runtimes: 0, requests: 0, tokens: 0, failures: 0 });
  }
  return figures;
}

function toFigures({ date, runtimes, requests, tokens, failures }: Statistics['days'][number]): DailyFigures {
  return { date, runtimes, requests, tokens: tokens.total, failures };
}
