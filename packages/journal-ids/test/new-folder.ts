import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';

/** An update folder with empty files of these names. */
export function makeUpdateFolder(...names: string[]): string {
  const directory = join(makeTemporaryFolder(), 'updates');
  mkdirSync(directory);
  for (const name of names) writeFileSync(join(directory, name), '');
  return directory;
}

export function readClaimFile(directory: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(directory, '.opta-journal/claims', name), 'utf8'));
}

export function readLastNumbersFile(directory: string): string {
  const path = join(directory, 'last-numbers.txt');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
