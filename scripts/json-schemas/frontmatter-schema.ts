import { DRAFT, type JsonSchema } from './json-schema.js';

const DAY = { pattern: '^\\d{4}-\\d{2}-\\d{2}$', format: 'date' };
const INSTANT = {
  pattern: '^\\d{4}-\\d{2}-\\d{2}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:\\d{2})$',
};

/** What the schemas of @opta/journal-format check by code, and so cannot show, and what each key means. */
const RULES: Readonly<Record<string, JsonSchema>> = {
  aliases: { description: 'Earlier numbers of this log' },
  author: { description: 'Who or what made the change' },
  category: { description: '`sync`, `update`, `feature`, …' },
  commit: { description: 'Commit of the repository; empty where unknown' },
  date: { description: 'Local day', ...DAY },
  device: { description: 'Label of the machine' },
  duration: {
    description: 'Hours, minutes and seconds',
    pattern: '^\\d{2,}:[0-5]\\d:[0-5]\\d(?:[.,]\\d+)?$',
  },
  ended: { description: 'End, ISO 8601 with offset', ...INSTANT },
  event_log: { description: 'File name of the first segment of the event log' },
  model: { description: 'Model or program' },
  promoted: { description: 'Whether the change was promoted; null where that has no meaning' },
  session: { description: 'Identifier that the event log carries too' },
  started: { description: 'Begin, ISO 8601 with offset', ...INSTANT },
  status: { description: 'How it ended: `clean`, `signal`, `error`, `exit`, `killed`, `unknown`, …' },
  time: {
    description: 'Local time, perhaps with the zone behind a space',
    pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d+)?)?(?: \\S.*)?$',
  },
  uid: { description: 'Identifier that stays when the log gets another number' },
  user: { description: 'Who ran it' },
  version_after: { description: 'Version after the change; empty where unknown' },
  version_before: { description: 'Version before the change; empty where unknown' },
};

/** A number without leading zeros stands bare in the frontmatter, so that a YAML reader gives a number. */
const ID: JsonSchema = {
  description: 'The number of the log, with its leading zeros',
  anyOf: [
    { type: 'string', pattern: '^\\d{3,}$' },
    { type: 'integer', minimum: 100 },
  ],
};

/**
 * The schema of a frontmatter, as a YAML 1.2 reader gives it.
 *
 * @param log - the schema of the log's data, whose fields the keys are
 * @param keys - each key with its field
 */
export function buildFrontmatterSchema(
  title: string,
  log: JsonSchema | undefined,
  keys: readonly (readonly [key: string, field: string])[],
): JsonSchema {
  const fields = log?.properties as Record<string, JsonSchema> | undefined;
  const properties = keys.map(([key, field]): [string, JsonSchema] => {
    if (key === 'id') return [key, ID];
    const rule = RULES[key];
    const schema = fields?.[field];
    if (rule === undefined || schema === undefined) throw new Error(`${title}: nothing is known of ${key}`);
    return [key, { ...schema, ...rule }];
  });
  return {
    $schema: DRAFT,
    title,
    description: 'As a reader of YAML 1.2 gives it. Every key may be absent, and there may be others.',
    type: 'object',
    properties: Object.fromEntries(properties),
  };
}
