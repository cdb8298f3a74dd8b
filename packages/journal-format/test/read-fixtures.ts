import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));

/** The documents of a folder of fixtures, by file name without `.md`. */
export function readFixtures(folder: string): [name: string, text: string][] {
  return readdirSync(join(FIXTURES, folder)).map((file) => [
    file.replace(/\.md$/, ''),
    readFileSync(join(FIXTURES, folder, file), 'utf8'),
  ]);
}
