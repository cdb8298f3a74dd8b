import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('calls node:fs in one module only, so that a fault can be injected into everything', () => {
  const source = join(import.meta.dirname, '../src');
  const callers = readdirSync(source)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => /['"](?:node:)?fs(?:\/promises)?['"]/.test(readFileSync(join(source, file), 'utf8')));
  expect(callers).toEqual(['node-file-system.ts']);
});
