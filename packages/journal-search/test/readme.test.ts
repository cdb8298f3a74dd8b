import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { MAX_LINE_BYTES, MAX_LOG_BYTES, SLICE_MS } from '../src/constants.js';
import { JOURNAL_SEARCH_ERRORS } from '../src/errors.js';
import { FILTERS } from '../src/query/query.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const sourceOf = (name: string): string =>
  JSON.stringify(pathToFileURL(join(import.meta.dirname, `../../${name}/src/index.ts`)).href);

describe('the README', () => {
  it('shows what its example prints', () => {
    const [, code = '', output = ''] = /```ts\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/.exec(readme) ?? [];
    const directory = makeTemporaryFolder();
    writeFileSync(
      join(directory, 'example.ts'),
      code.replace(/'@opta\/(journal-(?:search|store))'/g, (_, name: string) => sourceOf(name)),
    );
    writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
    const printed = execFileSync(
      process.execPath,
      ['--conditions=@opta/source', '--import', import.meta.resolve('tsx'), 'example.ts'],
      { cwd: directory, encoding: 'utf8' },
    );
    expect(printed).toBe(output);
  });

  it('names every error and every filter, and no other', () => {
    const codes = [...readme.matchAll(/^\| `(JOURNAL_SEARCH_\w+)`/gm)].map(([, code]) => code);
    expect(codes).toEqual(Object.keys(JOURNAL_SEARCH_ERRORS));
    const filters = [...readme.matchAll(/^\| `((?:[a-z]+: ?)+)`/gm)].flatMap(
      ([, names]) => names?.split(/: ?/) ?? [],
    );
    expect(filters.filter((name) => name !== '').sort()).toEqual(Object.keys(FILTERS).sort());
  });

  it('gives the limits that the code has', () => {
    expect(readme).toContain(
      `${MAX_LOG_BYTES / 1_048_576} MiB of a log and ${MAX_LINE_BYTES / 1_048_576} MiB of a line`,
    );
    expect(readme).toContain(`slices of ${SLICE_MS} ms`);
  });
});
