import * as z from 'zod';

/** A field that may be left out; a null is the same. */
const field = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  schema.nullish().meta({ description });

const line = z.string().min(1);
const number = z.int().min(1);

const step = z.strictObject({
  target: z.string().meta({ description: 'What was changed, such as a machine or a repository' }),
  component: z.string().meta({ description: 'The part of it' }),
  step: z.string().meta({ description: 'What was done' }),
  status: z.enum(['ok', 'skip', 'fail']),
  message: z.string().optional().meta({ description: 'What came of it. Default: empty' }),
});

/** What an update log is written from. The journal checks it; this tells clients about it. */
export const updateLogInput = z
  .strictObject({
    summary: z
      .union([line, z.array(line).min(1)])
      .meta({ description: 'What changed: a text, or a list with one item a line' }),
    title: field(line, 'Heading. Default: the first line of the summary'),
    slug: field(line, 'Text of the file name. Default: the title, else the first line of the summary'),
    series: field(
      z.union([line, z.strictObject({ from: number, to: number })]),
      'Name of a number series, or a range of numbers. Default: by the category',
    ),
    category: field(line, '`sync`, `update` and `promotion` have numbers from 200. Default: `sync`'),
    author: field(z.string(), 'Default: the author in the configuration of the journal'),
    version_before: field(z.string(), 'Default: the version in the manifest of the repository'),
    version_after: field(z.string(), 'Default: the version in the manifest of the repository'),
    commit: field(z.string(), 'Default: the short commit of the repository'),
    promoted: field(z.boolean(), 'Whether it was promoted. Default: not known'),
    command_inputs: field(
      z.record(z.string(), z.unknown()),
      'Names and values of the inputs: texts stay as they are, null is `(unset)`, others become JSON',
    ),
    steps: field(z.array(step), 'What was done, and with which result'),
    now: field(
      z.union([z.string().meta({ format: 'date-time' }), z.number()]),
      'Time of the change, ISO 8601 or epoch milliseconds. Default: when its number is taken',
    ),
  })
  .meta({
    id: 'UpdateLogInput',
    description: 'The names of its own fields may also be written in camelCase, as `versionBefore`',
  });
