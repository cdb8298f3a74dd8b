import { createHash, randomBytes } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createFileExclusive,
  ensureStateDirectory,
  type FileStat,
  type FileSystem,
  runProgram,
  syncDirectory,
  writeAll,
} from '@opta/journal-fs';
import { TEMPORARY_NAME_BYTES } from '../constants.js';
import { JournalDoctorError, quote } from '../errors.js';
import { logChanged } from '../repair/replace-log.js';
import { type Counts, totalOf } from './counts.js';
import { readChunks } from './file-chunks.js';
import { scrubTarget } from './scrub-target.js';
import type { ScrubTarget } from './scrub-targets.js';
import type { Scrubbers } from './scrubber.js';

/**
 * Writes a file anew without its secrets: beside it, synced, read back and compared, and only then in its place.
 * Mode and time of change stay. A stop in between leaves the old file or the new one.
 *
 * @returns what was replaced; nothing was written where that is nothing
 * @throws {JOURNAL_DOCTOR_LOG_CHANGED} when the file changed meanwhile; it is as it was left
 * @throws {JOURNAL_DOCTOR_NOT_CONFIRMED} when the new file did not read back
 */
export async function replaceScrubbed(
  fileSystem: FileSystem,
  target: ScrubTarget,
  scrubbers: Scrubbers,
): Promise<Counts> {
  const { async } = fileSystem;
  const path = join(target.directory, target.fileName);
  const before = await async.lstat(path);
  const { temporary: directory } = await runProgram(ensureStateDirectory(target.root), async);
  const temporary = join(directory, `${randomBytes(TEMPORARY_NAME_BYTES).toString('hex')}.tmp`);
  const found: Counts = {};
  let isPlaced = false;
  try {
    await writeBeside(fileSystem, temporary, before, scrubTarget(fileSystem, target, scrubbers, found));
    if (totalOf(found) === 0) return found;
    if (!isSameState(before, await async.lstat(path))) throw logChanged(target.path);
    await async.rename(temporary, path);
    isPlaced = true;
    await runProgram(syncDirectory(target.directory), async);
    return found;
  } finally {
    // A clean-up that fails must not hide the first error; what stays behind is removed after an hour.
    if (!isPlaced) await async.unlink(temporary).catch(() => undefined);
  }
}

async function writeBeside(
  fileSystem: FileSystem,
  path: string,
  { mode, mtimeNs }: FileStat,
  content: AsyncIterable<Buffer>,
): Promise<void> {
  const { async } = fileSystem;
  const hash = createHash('sha256');
  const fd = await runProgram(createFileExclusive(path, mode), async);
  try {
    for await (const bytes of content) {
      hash.update(bytes);
      await runProgram(writeAll(fd, bytes, null), async);
    }
    await keepTime(path, mtimeNs);
    await async.fsync(fd);
  } finally {
    await async.close(fd);
  }
  if ((await hashOf(fileSystem, path)) === hash.digest('hex')) return;
  throw new JournalDoctorError(
    'JOURNAL_DOCTOR_NOT_CONFIRMED',
    `${quote(path)} does not read back as it was written. The original is in its place.`,
    { path },
  );
}

/** Node takes seconds and cuts them to whole microseconds, so half of one keeps the last digit. */
async function keepTime(path: string, mtimeNs: bigint): Promise<void> {
  await utimes(path, new Date(), (Number(mtimeNs) + 500) / 1e9);
}

async function hashOf(fileSystem: FileSystem, path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of readChunks(fileSystem, path)) hash.update(bytes);
  return hash.digest('hex');
}

function isSameState(before: FileStat, after: FileStat): boolean {
  const keys = ['kind', 'size', 'ino', 'dev', 'mtimeNs', 'ctimeNs'] as const;
  return keys.every((key) => before[key] === after[key]);
}
