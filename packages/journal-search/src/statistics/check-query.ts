import * as z from 'zod/mini';
import { JournalSearchError, quote } from '../errors.js';
import type { StatisticsQuery } from './statistics.js';

const DAY = 'give a day, YYYY-MM-DD';
const day = z.optional(z.string(DAY).check(z.refine(isDay, DAY)));
const name = z.optional(
  z.string('give a name').check(z.minLength(1, 'give a name, or leave it out for all')),
);
const shape = { since: day, until: day, device: name, model: name };

const querySchema = z.strictObject(shape, 'give an object with `since`, `until`, `device`, `model`').check(
  z.refine(({ since, until }) => since === undefined || until === undefined || since <= until, {
    path: ['until'],
    error: 'give a day that is not before `since`',
  }),
);

/**
 * @throws {JOURNAL_SEARCH_QUERY_INVALID} with every problem at once
 */
export function checkQuery(query: StatisticsQuery): StatisticsQuery {
  const result = querySchema.safeParse(query);
  if (result.success) return query;
  const problems = result.error.issues.map(({ path: [key], message }) =>
    key === undefined
      ? `the query is ${quote(JSON.stringify(query))}: ${message}`
      : `\`${String(key)}\` is ${quote(query[key as keyof StatisticsQuery])}: ${message}`,
  );
  throw new JournalSearchError(
    'JOURNAL_SEARCH_QUERY_INVALID',
    `Cannot gather statistics: ${problems.join('; ')}.`,
    { problems },
  );
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00Z`);
  // 31 February becomes a day of March.
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}
