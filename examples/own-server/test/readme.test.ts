import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..');

it.each(readdirSync(join(folder, 'src')))('the README has the command that starts %s', (file) => {
  const name = file.replace('.ts', '');
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toMatch(
    new RegExp(`^\\| \`npm run ${name}(?: -- .+)?\` +\\| \\[${file}\\]\\(src/${file}\\)`, 'm'),
  );
  expect(scripts[name]).toMatch(new RegExp(` src/${file}$`));
});
