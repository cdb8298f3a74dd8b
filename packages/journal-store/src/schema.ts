import { isTimeZone } from '@opta/journal-format';
import * as z from 'zod/mini';
import { FIRST_TIME_MS, LAST_TIME_MS, MAX_PAGE_SIZE } from './constants.js';
import { JournalStoreError, quote } from './errors.js';

const count = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  z.optional(z.int().check(z.gte(least), z.lte(most)));
const text = z.optional(z.string());
const flag = z.optional(z.boolean());
const day = z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'no date YYYY-MM-DD')));

export const storeOptionsSchema = z.object({
  sessionLogsDir: z.string().check(z.minLength(1)),
  updateLogsDir: z.string().check(z.minLength(1)),
  fileMode: count(0o400, 0o777),
  timeZone: z.optional(z.string().check(z.refine(isTimeZone, 'no time zone'))),
  rememberListings: flag,
});

export const eventLogOptionsSchema = z.object({
  start: z.object({
    startedAt: z.number().check(z.gte(FIRST_TIME_MS), z.lte(LAST_TIME_MS)),
    timeZone: z.string().check(z.refine(isTimeZone, 'no time zone')),
  }),
  durability: z.optional(z.enum(['buffered', 'durable'])),
  flushIntervalMs: count(0, 2_147_483_647),
  maxBufferBytes: count(1),
  maxEventLogBytes: count(1),
  reserveBytes: count(0),
  checksum: flag,
});

const pageFields = {
  limit: count(1, MAX_PAGE_SIZE),
  cursor: text,
  since: day,
  until: day,
  includeOther: flag,
  count: flag,
};

export const sessionLogQuerySchema = z.strictObject({
  ...pageFields,
  device: text,
  model: text,
  user: text,
  status: text,
  includeEventLogs: flag,
});

export const updateLogQuerySchema = z.strictObject({ ...pageFields, author: text, category: text });

export const readLogOptionsSchema = z.strictObject({
  folder: z.optional(z.enum(['sessions', 'updates'])),
  maxBytes: count(0),
});

export const eventFilterSchema = z.strictObject({
  types: z.optional(z.array(z.string())),
  severity: z.optional(z.enum(['info', 'warning', 'error', 'critical'])),
  since: z.optional(z.number()),
  until: z.optional(z.number()),
  fromSequence: count(0),
  maxLineBytes: count(1),
});

export const retentionPolicySchema = z.strictObject({
  device: z.string(),
  mode: z.optional(z.enum(['archive', 'delete', 'off'])),
  retentionDays: count(1),
  maxSessionLogs: count(1),
  maxTotalBytes: count(0),
  minFreeBytes: count(0),
  freeBytes: count(0),
  updateLogs: z.optional(z.strictObject({ retentionDays: count(1), maxUpdateLogs: count(1) })),
  compat: z.optional(z.literal('lmx')),
  now: z.optional(z.number()),
});

const plannedFileSchema = z.object({
  fileName: z.string().check(z.regex(/^[^./\\\0][^/\\\0]*\.(?:md|jsonl)$/, 'no name of a log')),
  size: z.number(),
  inode: z.string(),
  modifiedNs: z.string(),
});

const heldSchema = z.object({
  reason: z.enum(['not-accepted', 'clock-behind', 'large-share']),
  message: z.string(),
});

export const retentionPlanSchema = z.object({
  mode: z.enum(['archive', 'delete', 'off']),
  plannedAt: z.number(),
  total: z.number(),
  units: z.array(
    z.object({
      folder: z.enum(['sessions', 'updates']),
      fileName: z.string(),
      date: z.string().check(z.regex(/^\d{4}-(?:0[1-9]|1[0-2])-\d{2}$/, 'no date YYYY-MM-DD')),
      reason: z.enum(['age', 'count', 'size', 'free-space']),
      files: z.array(plannedFileSchema),
    }),
  ),
  held: z.optional(heldSchema),
});

/** A file in the hidden folder: since when it is known that logs until a day go. */
export const retentionMarkSchema = z.object({ at: z.iso.datetime(), until: z.string() });

/** The version of the cursor's form, and the place of the last entry in the order of the listing. */
export const cursorSchema = z.tuple([z.literal(1), z.string()]);

/**
 * @throws {JOURNAL_STORE_OPTION_INVALID} with every problem at once
 */
export function assertOptions(schema: z.ZodMiniType, options: unknown, of: string): void {
  const checked = schema.safeParse(options);
  if (checked.success) return;
  const problems = checked.error.issues.map(({ path, message }) => {
    const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], options);
    return `${path.length === 0 ? 'options' : path.join('.')} is ${quote(value)} (${message})`;
  });
  throw new JournalStoreError(
    'JOURNAL_STORE_OPTION_INVALID',
    `Cannot ${of}: ${problems.join('; ')}. Give other values.`,
    { problems },
  );
}
