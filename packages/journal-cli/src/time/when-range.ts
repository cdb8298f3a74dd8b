import { zonedTime } from '@opta/journal-format';
import { usageError } from '../errors.js';
import { parseWhen, type WhenContext } from './parse-when.js';

/** From when until when, by the command line. */
export interface WhenOptions {
  since?: string;
  until?: string;
}

/** The same in epoch milliseconds, both ends included, and as days of the zone for a listing by names. */
export interface WhenRange {
  from: number;
  to: number;
  days: { since?: string; until?: string };
}

/**
 * @throws {JOURNAL_CLI_USAGE} when one of them is no time, or they exclude each other
 */
export function readRange({ since, until }: WhenOptions, context: WhenContext): WhenRange {
  const from = since === undefined ? Number.NEGATIVE_INFINITY : parseWhen(since, 'since', context);
  const to = until === undefined ? Number.POSITIVE_INFINITY : parseWhen(until, 'until', context);
  if (from > to) {
    throw usageError(
      `--since ${JSON.stringify(since)} is later than --until ${JSON.stringify(until)}. Exchange them.`,
    );
  }
  const dayOf = (epochMs: number): string => zonedTime(epochMs, context.timeZone).date;
  return {
    from,
    to,
    days: {
      ...(since === undefined ? {} : { since: dayOf(from) }),
      ...(until === undefined ? {} : { until: dayOf(to) }),
    },
  };
}
