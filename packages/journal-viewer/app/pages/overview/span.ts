import { zonedTime } from '@opta/journal-format';
import { addDays } from './add-days.js';

export interface Span {
  /** As it stands in the address. */
  key: string;
  title: string;
  /** Days, today included; undefined: all that there are. */
  days?: number;
}

const DEFAULT: Span = { key: '30', title: '30 days', days: 30 };

/** The spans that the figures can be had for. */
export const SPANS: readonly Span[] = [
  { key: '7', title: '7 days', days: 7 },
  DEFAULT,
  { key: '90', title: '90 days', days: 90 },
  { key: 'all', title: 'All' },
];

export function spanOf(query: URLSearchParams): Span {
  return SPANS.find(({ key }) => key === query.get('days')) ?? DEFAULT;
}

/** @returns `YYYY-MM-DD`; undefined where all days are meant */
export function firstDayOf({ days }: Span, today: string): string | undefined {
  return days === undefined ? undefined : addDays(today, 1 - days);
}

/** @param now - epoch milliseconds */
export function dayOf(now: number, timeZone: string): string {
  return zonedTime(now, timeZone).date;
}
