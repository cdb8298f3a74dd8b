import * as z from 'zod';
import {
  DEFAULT_PAGE_SIZE,
  DEFAULT_SEARCH_LIMIT,
  MAX_EVENTS,
  MAX_NOTE_LENGTH,
  MAX_PAGE_SIZE,
  MAX_REPAIRED_FINDINGS,
  MAX_SEARCH_LENGTH,
  MAX_SEARCH_LIMIT,
} from './constants.js';
import { MAX_TYPE_PATTERN_LENGTH, MAX_TYPE_PATTERNS } from './feed/constants.js';

/** A whole number as a URL has it. */
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `give a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `give a whole number from ${least} to ${most}`)
    .meta({ type: 'integer', minimum: least, maximum: most });

const day = (what: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'give a day, YYYY-MM-DD')
    .meta({ description: `${what}, by the names of the logs`, format: 'date' });

const instant = (what: string) =>
  z
    .string()
    .refine(
      (text) => INSTANT.test(text) && !Number.isNaN(Date.parse(text)),
      'give an instant, 2026-02-24T13:56:00Z',
    )
    .transform((text) => Date.parse(text))
    .meta({ type: 'string', format: 'date-time', description: what });

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

const words = (what: string) => z.string().meta({ description: what });

const flag = z
  .enum(['true', 'false'], 'give true or false')
  .transform((text) => text === 'true')
  .meta({ type: 'boolean' });

const page = {
  limit: wholeNumber(1, MAX_PAGE_SIZE)
    .default(DEFAULT_PAGE_SIZE)
    .meta({ description: 'Entries on a page', default: DEFAULT_PAGE_SIZE }),
  cursor: words('Where the page begins: the header Link of the page before leads there').optional(),
  since: day('First day').optional(),
  until: day('Last day').optional(),
};

export const sessionLogsQuery = z.object({
  ...page,
  device: words('Device, as the frontmatter says it').optional(),
  model: words('Model, as the frontmatter says it').optional(),
  user: words('User, as the frontmatter says it').optional(),
  status: words('How the session ended: clean, signal, error, …').optional(),
});

export const updateLogsQuery = z.object({
  ...page,
  author: words('Author, as the frontmatter says it').optional(),
  category: words('Category, as the frontmatter says it').optional(),
});

export const eventsQuery = z.object({
  type: z
    .array(z.string().min(1, 'give an event type').max(MAX_TYPE_PATTERN_LENGTH, 'that is no event type'))
    .max(MAX_TYPE_PATTERNS)
    .meta({ description: 'Event types; `*` stands for any characters. Repeated, or with commas' })
    .optional(),
  severity: z
    .enum(['info', 'warning', 'error', 'critical'], 'give info, warning, error or critical')
    .meta({ description: 'This severity and worse ones' })
    .optional(),
  since: instant('First moment').optional(),
  until: instant('Last moment').optional(),
  after: wholeNumber(0, Number.MAX_SAFE_INTEGER - 1)
    .meta({ description: 'Only events with a greater `seq`' })
    .optional(),
  limit: wholeNumber(1, MAX_EVENTS)
    .default(MAX_EVENTS)
    .meta({ description: 'Lines at the most', default: MAX_EVENTS }),
  damaged: flag
    .default(false)
    .meta({ description: 'Also tell what of the file is no event', default: false }),
});

export const searchQuery = z.object({
  q: z
    .string()
    .min(1, 'give something to search for')
    .max(MAX_SEARCH_LENGTH, `give at most ${MAX_SEARCH_LENGTH} characters`)
    .meta({ description: 'What is searched for, in the syntax of the search' }),
  limit: wholeNumber(1, MAX_SEARCH_LIMIT)
    .default(DEFAULT_SEARCH_LIMIT)
    .meta({ description: 'Hits on a page', default: DEFAULT_SEARCH_LIMIT }),
  cursor: words('`next` of the page before').optional(),
  order: z
    .enum(['time', 'rank'], 'give time or rank')
    .meta({ description: 'Newest first (the default), or best first' })
    .optional(),
  in: z
    .array(z.enum(['session', 'update', 'event'], 'give session, update or event'))
    .meta({ description: 'What is searched, by default all three. Repeated, or with commas' })
    .optional(),
});

export const statisticsQuery = z.object({
  since: day('First day').optional(),
  until: day('Last day').optional(),
  device: words('Device').optional(),
  model: words('Model').optional(),
});

export const noteBody = z.strictObject({
  kind: z
    .enum(['decision', 'next_step', 'issue', 'note', 'file_created', 'file_modified', 'file_deleted'])
    .meta({ description: 'Under which heading of the session log it stands' }),
  text: z.string().trim().min(1).max(MAX_NOTE_LENGTH).meta({ description: 'One line of plain text' }),
});

export const applyRetentionBody = z.strictObject({
  id: z.string().meta({ description: '`id` of the plan that was seen' }),
  accept: z
    .boolean()
    .default(false)
    .meta({ description: 'Do it although the plan is held until somebody has seen it' }),
});

export const repairBody = z.strictObject({
  ids: z
    .array(z.string())
    .min(1)
    .max(MAX_REPAIRED_FINDINGS)
    .meta({ description: '`id` of each finding that is repaired' }),
});
