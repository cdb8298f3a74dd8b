import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

it('shows in the README what its example prints', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const [, code = '', output = ''] = /```ts\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/.exec(readme) ?? [];
  // Inside the package, where both names of the example are found.
  const file = join(import.meta.dirname, `example-${process.pid}.mts`);
  onTestFinished(() => rmSync(file));
  writeFileSync(file, code);
  const printed = execFileSync(
    process.execPath,
    ['--conditions=@opta/source', '--import', import.meta.resolve('tsx'), file],
    { encoding: 'utf8' },
  );
  expect(printed).toBe(output);
});
