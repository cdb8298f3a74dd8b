import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CONFIG_FILE_NAME } from '../constants.js';

/** The configuration of the repository that holds a folder; outside of one, that of the folder itself. */
export function findConfigFile(directory: string): string | undefined {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const file = join(folder, CONFIG_FILE_NAME);
    if (existsSync(file)) return file;
    // Beyond the repository it would be that of another one.
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return undefined;
  }
}
