import * as z from 'zod';
import { nearest } from '../config/nearest.js';
import { toCamelCase } from '../config/setting-spelling.js';
import { JournalRuntimeError } from '../errors.js';
import { toEpochMs } from '../events/normalise-event.js';
import { shown } from '../shown.js';

const text = z.string();
const line = z.string().refine((value) => value.trim() !== '', 'is empty');

const stepSchema = z.strictObject({
  target: text,
  component: text,
  step: text,
  status: z.enum(['ok', 'skip', 'fail']),
  message: text.default(''),
});

/** What an update log is written from. */
export const updateLogInputSchema = z.strictObject({
  /** What changed: a text, or a list with one item a line. */
  summary: z.union([line, z.array(line).min(1)]),
  /** Heading. Default: the first line of the summary. */
  title: line.optional(),
  /** Text of the file name. Default: the title, else the first line of the summary. */
  slug: line.optional(),
  /** Name of a number series, or a range of numbers. Default: by the category. */
  series: z
    .union([line, z.strictObject({ from: z.number().int().min(1), to: z.number().int().min(1) })])
    .optional(),
  /** `sync`, `update` and `promotion` are numbered in the promotion series. Default `sync`, as in LMX. */
  category: line.optional(),
  /** Default: the configuration's author. */
  author: text.optional(),
  /** Default: the version in the repository's manifest. */
  versionBefore: text.optional(),
  /** Default: the version in the repository's manifest. */
  versionAfter: text.optional(),
  /** Default: the repository's short commit. */
  commit: text.optional(),
  /** Default null: not known. */
  promoted: z.boolean().nullish(),
  /** Names and values of the inputs; texts stay as they are, null is `(unset)`, others become JSON. */
  commandInputs: z.record(z.string(), z.unknown()).optional(),
  /** What was done, and with which result. */
  steps: z.array(stepSchema).optional(),
  /** Time of the change: a Date, epoch milliseconds or an ISO text. Default: when its number is claimed. */
  now: z
    .unknown()
    .optional()
    .transform((value, context) => {
      if (value === undefined || value === null) return undefined;
      const ms = toEpochMs(value);
      if (ms !== undefined) return ms;
      context.issues.push({ code: 'custom', input: value, message: 'is not a time' });
      return z.NEVER;
    }),
});

export type UpdateLogInput = z.input<typeof updateLogInputSchema>;

export type UpdateLogFacts = z.output<typeof updateLogInputSchema>;

const FIELDS = Object.keys(updateLogInputSchema.shape);

/**
 * The checked input; keys may be in camelCase or snake_case, a null counts as not given.
 *
 * @throws {JOURNAL_RUNTIME_UPDATE_LOG_INVALID} with everything that is wrong at once
 */
export function readUpdateLogInput(input: unknown): UpdateLogFacts {
  const fields = camelCaseFields(input);
  const parsed = updateLogInputSchema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => describe(issue, fields));
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  throw new JournalRuntimeError(
    'JOURNAL_RUNTIME_UPDATE_LOG_INVALID',
    `The input of the update log has ${count}; no number was taken: ${problems.join('; ')}.`,
    { problems },
  );
}

function camelCaseFields(input: unknown): unknown {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [toCamelCase(key), value]),
  );
}

function describe(issue: z.core.$ZodIssue, fields: unknown): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const place = [...issue.path.map(String), key].join('.');
      const known = issue.path[0] === 'steps' ? Object.keys(stepSchema.shape) : FIELDS;
      return `${shown(place)} is not a known field, the nearest is ${nearest(key, known)}`;
    });
  }
  const place = issue.path.length === 0 ? 'the input' : issue.path.map(String).join('.');
  const value = issue.path.reduce<unknown>(
    (inside, key) =>
      inside !== null && typeof inside === 'object'
        ? (inside as Record<PropertyKey, unknown>)[key]
        : undefined,
    fields,
  );
  if (value === undefined) return [`${place} is missing`];
  return [`${place} = ${shown(value)} ${complaint(issue, value)}`];
}

function complaint(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return `is not one of ${values.join(', ')}, the nearest is ${nearest(String(value), values)}`;
  }
  if (issue.code === 'invalid_type')
    return `is not ${issue.expected === 'array' ? 'a list' : `a ${issue.expected}`}`;
  if (issue.code === 'invalid_union') return 'has none of the accepted shapes or is empty';
  return issue.code === 'custom' ? issue.message : `cannot be used (${issue.message})`;
}
