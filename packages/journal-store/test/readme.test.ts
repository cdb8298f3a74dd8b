import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { FLUSH_INTERVAL_MS, MAX_BUFFER_BYTES, MAX_EVENT_LOG_BYTES } from '../src/constants.js';
import { JOURNAL_STORE_ERRORS } from '../src/errors.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

describe('the README', () => {
  it('shows what its example prints', () => {
    const [, code = '', output = ''] = /```ts\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/.exec(readme) ?? [];
    const directory = makeTemporaryFolder();
    const entry = pathToFileURL(join(import.meta.dirname, '../src/index.ts')).href;
    writeFileSync(
      join(directory, 'example.ts'),
      code.replace("'@opta/journal-store'", JSON.stringify(entry)),
    );
    writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
    const printed = execFileSync(
      process.execPath,
      ['--conditions=@opta/source', '--import', import.meta.resolve('tsx'), 'example.ts'],
      { cwd: directory, encoding: 'utf8' },
    );
    expect(printed).toBe(output);
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
