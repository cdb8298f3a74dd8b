import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExamples } from 'test-kit';
import { runExample } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { FLUSH_INTERVAL_MS, MAX_BUFFER_BYTES, MAX_EVENT_LOG_BYTES } from '../src/constants.js';
import { JOURNAL_STORE_ERRORS } from '../src/errors.js';

const PACKAGE = join(import.meta.dirname, '..');

const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

describe('the README', () => {
  it('shows what its example prints', () => {
    const [{ code, output }] = readExamples(readme);
    expect(runExample(code, PACKAGE)).toBe(output);
  });

  it('names every error and no other', () => {
    const named = [...readme.matchAll(/^\| `(JOURNAL_STORE_\w+)`/gm)].map(([, code]) => code);
    expect(named).toEqual(Object.keys(JOURNAL_STORE_ERRORS));
  });

  it('gives the defaults that the code has', () => {
    for (const [name, value] of Object.entries({
      flushIntervalMs: FLUSH_INTERVAL_MS,
      maxBufferBytes: MAX_BUFFER_BYTES,
      maxEventLogBytes: MAX_EVENT_LOG_BYTES,
    })) {
      expect(readme).toMatch(new RegExp(`\`${name}\` +\\| ${value.toLocaleString('en')} `));
    }
  });
});
