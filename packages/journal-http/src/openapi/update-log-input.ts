import * as z from 'zod';

/** What an update log is written from. The journal checks it; this tells clients about it. */
export const updateLogInput = z
  .looseObject({
    summary: z
      .union([z.string(), z.array(z.string()).min(1)])
      .meta({ description: 'What changed: a text, or a list with one item a line' }),
    title: z.string().optional(),
    slug: z.string().optional(),
    series: z.union([z.string(), z.object({ from: z.int(), to: z.int() })]).optional(),
    category: z.string().optional().meta({ description: 'sync, update and promotion have numbers from 200' }),
    author: z.string().optional(),
    version_before: z.string().optional(),
    version_after: z.string().optional(),
    commit: z.string().optional(),
    promoted: z.boolean().nullable().optional(),
    command_inputs: z.record(z.string(), z.unknown()).optional(),
    steps: z
      .array(
        z.object({
          target: z.string(),
          component: z.string(),
          step: z.string(),
          status: z.enum(['ok', 'skip', 'fail']),
          message: z.string().optional(),
        }),
      )
      .optional(),
    now: z.union([z.string(), z.number()]).optional().meta({ description: 'Time of the change' }),
  })
  .meta({ id: 'UpdateLogInput', description: 'Keys may also be written in camelCase' });
