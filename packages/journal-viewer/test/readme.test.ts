import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExamples } from 'test-kit';
import { runExample } from 'test-kit/vitest';
import { expect, it } from 'vitest';

const PACKAGE = join(import.meta.dirname, '..');

it('shows in the README what its example prints', () => {
  const [{ code, output }] = readExamples(readFileSync(join(PACKAGE, 'README.md'), 'utf8'));
  expect(runExample(code, PACKAGE)).toBe(output);
});
