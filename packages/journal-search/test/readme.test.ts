import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExamples } from 'test-kit';
import { runExample } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { MAX_LINE_BYTES, MAX_LOG_BYTES, SLICE_MS } from '../src/constants.js';
import { JOURNAL_SEARCH_ERRORS } from '../src/errors.js';
import { FILTERS } from '../src/query/query.js';

const PACKAGE = join(import.meta.dirname, '..');

const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

describe('the README', () => {
  it('shows what its example prints', () => {
    const [{ code, output }] = readExamples(readme);
    expect(runExample(code, PACKAGE)).toBe(output);
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
