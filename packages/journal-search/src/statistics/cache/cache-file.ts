import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isGone } from '../../folders/list-folder.js';
import { privateName, removeLeftFiles, removePrivate } from '../../index/private-files.js';

const NAME = 'statistics.ndjson';

/** @returns the lines; none where there is no such file */
export async function readCacheFile(folder: string): Promise<string[]> {
  try {
    return (await readFile(join(folder, NAME), 'utf8')).split('\n');
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/** Puts a whole file in place of the one before. It is not synced: after a power cut an old or no file is as good. */
export async function replaceCacheFile(folder: string, lines: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  removeLeftFiles(folder);
  const path = join(folder, NAME);
  const temporary = privateName(path, 'build');
  try {
    await writeFile(temporary, lines.map((line) => `${line}\n`).join(''), { flag: 'wx', mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    removePrivate(temporary);
    throw error;
  }
}
