import { TITLE_KEY, TITLE_MARKDOWN_KEY } from '../documents/frontmatter-keys.js';
import { readTitle } from '../documents/read-title.js';
import type { FrontmatterValue, Inline } from '../types.js';
import { describeValue } from './describe-value.js';
import type { Problem } from './find-problems.js';

/** How the parser tells a key of a field from a property of the same name. */
export type ReadsAsField = (value: FrontmatterValue) => boolean;

/** Properties that would be read back as fields or as the title. */
export function findPropertyConflicts(
  properties: Readonly<Record<string, FrontmatterValue>>,
  title: Inline | undefined,
  fields: ReadonlyMap<string, { field: string; readsAsField: ReadsAsField }>,
  hasField: (field: string) => boolean,
): Problem[] {
  const problems: Problem[] = [];
  for (const [key, value] of Object.entries(properties)) {
    const owner = fields.get(key);
    if (owner !== undefined && hasField(owner.field)) {
      problems.push(conflict(key, `stands there twice: the field \`${owner.field}\` has this key`));
    } else if (owner?.readsAsField(value)) {
      problems.push(
        conflict(key, `is the key of a field: put ${describeValue(value)} into \`${owner.field}\``),
      );
    } else if (title === undefined && readsAsTitle(key, value)) {
      problems.push(conflict(key, `is read as the title: put ${describeValue(value)} into \`title\``));
    }
  }
  return problems;
}

export function isScalar(value: FrontmatterValue): boolean {
  return value === null || typeof value !== 'object';
}

function readsAsTitle(key: string, value: FrontmatterValue): boolean {
  if (key === TITLE_KEY) return isScalar(value);
  return key === TITLE_MARKDOWN_KEY && isScalar(value) && readTitle(String(value)) !== undefined;
}

function conflict(key: string, message: string): Problem {
  return { path: ['properties', key], message };
}
