import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PRIVATE_FILE_MS } from '../constants.js';
import { readNames, statIfThere } from '../folders/list-folder.js';

const PRIVATE = /^\.(?:build|read)-(\d+)-[^/]*$/;
/** What the library makes beside a file while it has a lock on it. */
const LOCK_ENDING = '.lock';

/** A name in the folder of a file that nobody else uses. @param purpose - `build` or `read` */
export function privateName(path: string, purpose: 'build' | 'read'): string {
  return join(dirname(path), `.${purpose}-${process.pid}-${randomUUID()}`);
}

export function removePrivate(path: string): void {
  rmSync(path, { force: true });
  rmSync(`${path}${LOCK_ENDING}`, { recursive: true, force: true });
}

/** Removes what processes have left that ended without doing so. */
export function removeLeftFiles(directory: string): void {
  for (const name of readNames(directory)) {
    const pid = PRIVATE.exec(name)?.[1];
    if (pid === undefined) continue;
    const path = join(directory, name);
    if (!isAlive(Number(pid)) || isOld(path)) rmSync(path, { recursive: true, force: true });
  }
}

/** Removes what this process has made: of workers that were ended at their work. */
export function removeOwnFiles(directory: string): void {
  for (const name of readNames(directory)) {
    if (PRIVATE.exec(name)?.[1] === String(process.pid)) {
      rmSync(join(directory, name), { recursive: true, force: true });
    }
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code !== 'ESRCH';
  }
}

function isOld(path: string): boolean {
  const stat = statIfThere(path);
  return stat !== undefined && Date.now() - stat.mtimeMs > PRIVATE_FILE_MS;
}
