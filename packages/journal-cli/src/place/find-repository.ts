import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The top folder of the repository that holds a folder; undefined outside of one. */
export function findRepository(directory: string): string | undefined {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
