import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  call,
  createFileExclusive,
  ensureStateDirectory,
  type FileProgram,
  publishFile,
  runProgram,
  syncDirectory,
  writeAll,
} from '@opta/journal-fs';
import { TEMPORARY_NAME_BYTES } from '../constants.js';
import type { DoctorContext } from '../doctor-options.js';
import { JournalDoctorError, quote } from '../errors.js';
import { confirm, readBytes } from '../folders/log-bytes.js';
import { ensureShelf, freeName, removeIfThere } from './move-file.js';

/**
 * Writes a log anew in its place. A copy of the original is kept until the new one has been read back.
 *
 * @param source - What was read; where the file has changed since, nothing is written.
 * @throws {JOURNAL_DOCTOR_LOG_CHANGED}
 */
export async function replaceLog(
  context: DoctorContext,
  directory: string,
  fileName: string,
  versions: { source: Buffer; content: Buffer },
): Promise<void> {
  const { async: fileSystem } = context.fileSystem;
  const { source, content } = versions;
  const { mode } = await fileSystem.lstat(join(directory, fileName));
  const kept = await runProgram(keepCopy(directory, fileName, source), fileSystem);
  const current = await readBytes(context, directory, fileName);
  if (current?.equals(source) !== true) {
    await runProgram(removeIfThere(kept), fileSystem);
    throw logChanged(fileName);
  }
  await runProgram(publishFile({ directory, name: fileName, content, mode, replace: true }), fileSystem);
  await confirm(context, directory, fileName, content);
  await runProgram(removeIfThere(kept), fileSystem);
}

export function logChanged(fileName: string): JournalDoctorError {
  return new JournalDoctorError(
    'JOURNAL_DOCTOR_LOG_CHANGED',
    `${quote(fileName)} was changed while it was being repaired. It is as it was left; diagnose again.`,
    { fileName },
  );
}

/** Program: puts a copy on the pending shelf, whole or not at all. */
function* keepCopy(directory: string, fileName: string, bytes: Uint8Array): FileProgram<string> {
  const shelf = yield* ensureShelf(directory, 'pending');
  const { temporary } = yield* ensureStateDirectory(directory);
  const prepared = join(temporary, `${randomBytes(TEMPORARY_NAME_BYTES).toString('hex')}.tmp`);
  const fd = yield* createFileExclusive(prepared, 0o600);
  try {
    yield* writeAll(fd, bytes, null);
    yield* call.fsync(fd);
  } finally {
    yield* call.close(fd);
  }
  const path = join(shelf, yield* freeName(shelf, fileName));
  yield* call.rename(prepared, path);
  yield* syncDirectory(shelf);
  return path;
}
