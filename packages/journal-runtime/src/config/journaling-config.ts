import * as z from 'zod';
import { readSettings } from './setting-source.js';
import type { SnakeCase } from './setting-spelling.js';
import { type Settings, settingsSchema } from './settings-schema.js';

/**
 * Settings of the journal, in LMX's snake_case or the CLI's camelCase, with defaults for all.
 *
 * @example
 * journalingConfigSchema.parse({ retention_days: 7 }).retentionDays; // 7
 */
export const journalingConfigSchema = z.preprocess((value, context) => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const { settings, problems } = readSettings(Object.entries(value), { source: 'configuration' });
  for (const problem of problems) {
    const nearest = problem.nearest === undefined ? '' : `; the nearest valid one is ${problem.nearest}`;
    context.issues.push({
      code: 'custom',
      input: problem.value,
      path: [problem.key],
      message: `${problem.key} ${problem.message}${nearest}`,
    });
  }
  return Object.fromEntries([...settings].map(([name, given]) => [name, given.value]));
}, settingsSchema);

/** The complete settings; every folder that `loadJournalingConfig` returns is absolute. */
export type JournalingConfig = Settings;

type CamelCaseInput = z.input<typeof settingsSchema>;

/** What a program or a file may give: any of the settings, in either spelling. */
export type JournalingConfigInput = CamelCaseInput & {
  readonly [Name in keyof CamelCaseInput as SnakeCase<Name & string>]?: CamelCaseInput[Name];
};
