import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CLAIM_MS, CLAIM_WRITING_MS } from '../constants.js';
import { statIfThere } from '../folders/list-folder.js';
import { isAlive } from './private-files.js';

/**
 * Keeps processes from building the same generation at once. It is only a courtesy: two builders that work at the
 * same time each publish a whole index, and the later one counts. So a claim may be taken over without care.
 *
 * @returns whether it was given to us
 */
export function claimBuild(directory: string): boolean {
  const path = claimPath(directory);
  if (tryClaim(path)) return true;
  if (isHeld(path)) return false;
  rmSync(path, { force: true });
  return tryClaim(path);
}

export function releaseBuild(directory: string): void {
  rmSync(claimPath(directory), { force: true });
}

function claimPath(directory: string): string {
  return join(directory, '.building');
}

function tryClaim(path: string): boolean {
  let fd: number;
  try {
    fd = openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(fd, String(process.pid));
  } finally {
    closeSync(fd);
  }
  return true;
}

function isHeld(path: string): boolean {
  const stat = statIfThere(path);
  if (stat === undefined) return false;
  const ageMs = Math.abs(Date.now() - stat.mtimeMs);
  const pid = Number(readIfThere(path));
  return pid > 0 ? ageMs <= CLAIM_MS && isAlive(pid) : ageMs <= CLAIM_WRITING_MS;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
