import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { serverConfigSchema } from '../src/config/server-config.js';
import { CATALOGUE } from '../src/engine/ngram/catalogue.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it('the README shows the real defaults of the configuration', () => {
  const shown = parse(/```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '');
  const { routing, journaling, ...defaults } = serverConfigSchema.parse({});
  expect(shown).toMatchObject(defaults);
  expect(serverConfigSchema.parse(shown)).toMatchObject(defaults);
  expect(Object.keys(shown)).toEqual(
    expect.arrayContaining(Object.keys({ ...defaults, routing, journaling })),
  );
});

it('the README lists every model with its declared memory', () => {
  for (const { id, memoryGb } of CATALOGUE) {
    expect(readme).toMatch(new RegExp(`\\| \`${id}\`\\s*\\| ${memoryGb} GB`));
  }
});
