import * as z from 'zod';
import { JournalRuntimeError } from '../errors.js';
import { camelCaseFields } from '../input/camel-case-fields.js';
import { describeInputIssue } from '../input/describe-input-issue.js';
import { timeField } from '../input/time-field.js';

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
  now: timeField,
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
  const problems = parsed.error.issues.flatMap((issue) => describeInputIssue(issue, fields, knownAt));
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  throw new JournalRuntimeError(
    'JOURNAL_RUNTIME_UPDATE_LOG_INVALID',
    `The input of the update log has ${count}; no number was taken: ${problems.join('; ')}.`,
    { problems },
  );
}

function knownAt(place: readonly PropertyKey[]): readonly string[] {
  return place[0] === 'steps' ? Object.keys(stepSchema.shape) : FIELDS;
}
