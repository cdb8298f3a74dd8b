import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder that Syncthing syncs and that holds a folder; undefined where there is none. */
export function findSyncedFolder(directory: string): string | undefined {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.stfolder')) || existsSync(join(folder, '.stignore'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
