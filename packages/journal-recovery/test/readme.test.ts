import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { JOURNAL_RECOVERY_ERRORS } from '../src/errors.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

describe('the README', () => {
  it('shows what its example prints', () => {
    const [, code = '', output = ''] = /```ts\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/.exec(readme) ?? [];
    const directory = makeTemporaryFolder();
    const located = code.replace(/'(@opta\/journal-\w+)'/g, (_, name: string) =>
      JSON.stringify(
        name === '@opta/journal-recovery'
          ? new URL('../src/index.ts', import.meta.url).href
          : import.meta.resolve(name),
      ),
    );
    writeFileSync(join(directory, 'example.ts'), located);
    writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
    const printed = execFileSync(
      process.execPath,
      ['--conditions=@opta/source', '--import', import.meta.resolve('tsx'), 'example.ts'],
      { cwd: directory, encoding: 'utf8', env: { ...process.env, XDG_STATE_HOME: directory } },
    );
    expect(printed).toBe(output);
  });

  it('names every error and no other', () => {
    const named = [...readme.matchAll(/^\| `(JOURNAL_RECOVERY_\w+)`/gm)].map(([, code]) => code);
    expect(named).toEqual(Object.keys(JOURNAL_RECOVERY_ERRORS));
  });
});
