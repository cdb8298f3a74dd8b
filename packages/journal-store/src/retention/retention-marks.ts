import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  call,
  createFileExclusive,
  ensureStateDirectory,
  errnoOf,
  type FileProgram,
  fileModesFor,
  readRegularFile,
  STATE_DIRECTORY,
  syncDirectory,
  writeAll,
} from '@opta/journal-fs';
import { attempt } from '../attempt.js';
import { retentionMarkSchema } from '../schema.js';
import type { RetentionMark } from './retention-facts.js';

/** Files in the hidden folder of the session logs. */
const MARK_FILES = { accepted: 'retention-accepted.json', seen: 'retention-seen.json' } as const;

export type MarkKind = keyof typeof MARK_FILES;

/** A mark has 60 bytes. */
const MAX_MARK_BYTES = 4_096;

/** Program: what was noted; undefined where nothing was, or nothing that can be read. */
export function* readMark(directory: string, kind: MarkKind): FileProgram<RetentionMark | undefined> {
  try {
    const bytes = yield* readRegularFile(pathOf(directory, kind), MAX_MARK_BYTES);
    const { at, until } = retentionMarkSchema.parse(JSON.parse(Buffer.from(bytes ?? []).toString()));
    return { at: Date.parse(at), until };
  } catch {
    // Without it less goes: it is asked for again.
    return undefined;
  }
}

/** Program: notes it, in the place of what was noted before. */
export function* writeMark(directory: string, kind: MarkKind, mark: RetentionMark): FileProgram<void> {
  const { root, temporary } = yield* ensureStateDirectory(directory);
  const { file: mode } = yield* fileModesFor(directory);
  const text = `${JSON.stringify({ at: new Date(mark.at).toISOString(), until: mark.until })}\n`;
  const path = join(temporary, `${randomBytes(16).toString('hex')}.tmp`);
  const fd = yield* createFileExclusive(path, mode);
  try {
    try {
      yield* writeAll(fd, Buffer.from(text), 0);
      yield* call.fsync(fd);
    } finally {
      yield* call.close(fd);
    }
    yield* call.rename(path, pathOf(directory, kind));
  } catch (error) {
    yield* attempt(call.unlink(path));
    throw error;
  }
  yield* syncDirectory(root);
}

/** Program: nothing is noted any more. */
export function* removeMark(directory: string, kind: MarkKind): FileProgram<void> {
  try {
    yield* call.unlink(pathOf(directory, kind));
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

function pathOf(directory: string, kind: MarkKind): string {
  return join(directory, STATE_DIRECTORY, MARK_FILES[kind]);
}
