import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExamples } from 'test-kit';
import { makeTemporaryFolder, runExample } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { JOURNAL_RECOVERY_ERRORS } from '../src/errors.js';

const PACKAGE = join(import.meta.dirname, '..');

const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

describe('the README', () => {
  it('shows what its example prints', () => {
    const [{ code, output }] = readExamples(readme);
    const environment = { XDG_STATE_HOME: makeTemporaryFolder() };
    expect(runExample(code, PACKAGE, { environment })).toBe(output);
  });

  it('names every error and no other', () => {
    const named = [...readme.matchAll(/^\| `(JOURNAL_RECOVERY_\w+)`/gm)].map(([, code]) => code);
    expect(named).toEqual(Object.keys(JOURNAL_RECOVERY_ERRORS));
  });
});
