import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { JOURNAL_FORMAT_ERRORS } from '../src/errors.js';
import * as frontmatter from '../src/frontmatter.js';
import * as index from '../src/index.js';
import * as parse from '../src/parse.js';
import * as remark from '../src/remark.js';
import * as schema from '../src/schema.js';
import * as yamlFrontmatter from '../src/yaml-frontmatter.js';

const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/g)];

const MODULES: Record<string, object> = {
  '@opta/journal-format': index,
  '@opta/journal-format/frontmatter': frontmatter,
  '@opta/journal-format/parse': parse,
  '@opta/journal-format/remark': remark,
  '@opta/journal-format/schema': schema,
  '@opta/journal-format/yaml-frontmatter': yamlFrontmatter,
};

describe('the README', () => {
  it.each(examples.map(([, code = '', output = ''], number) => [number + 1, code, output] as const))(
    'shows what example %i prints',
    (_, code, output) => {
      expect(run(code)).toBe(output);
    },
  );

  it('has two examples with their output', () => {
    expect(examples).toHaveLength(2);
  });

  it('names every function and every error', () => {
    const names = Object.values(MODULES).flatMap((module) => Object.keys(module));
    for (const name of [...names, ...Object.keys(JOURNAL_FORMAT_ERRORS)]) {
      expect(readme).toContain(`\`${name}`);
    }
  });
});

/** What an example prints, its imports taken from the sources. */
function run(code: string): string {
  let printed = '';
  const log = (...values: unknown[]) => {
    printed += `${values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' ')}\n`;
  };
  const body = code.replace(/^import (\{.*\}) from '(.*)';$/gm, "const $1 = modules['$2'];");
  new Function('modules', 'console', body)(MODULES, { log });
  return printed;
}
