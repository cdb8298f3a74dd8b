import { join } from 'node:path';
import {
  call,
  createFileExclusive,
  errnoOf,
  type FileProgram,
  JournalFsError,
  publishUnderFreeName,
  syncDirectory,
  writeAll,
} from '@opta/journal-fs';
import { attempt } from '../attempt.js';
import { SYNC_UNSUPPORTED } from '../constants.js';
import { reopenFile } from './reopen-file.js';
import { identifyPlace, type Place } from './same-place.js';
import { unlessTaken } from './unless-taken.js';

export interface FirstSegmentRequest {
  directory: string;
  /** Names to try in their order. */
  names(): Iterable<string>;
  /** The first line. */
  header: Buffer;
  mode: number;
}

export interface FirstSegment {
  name: string;
  /** Open for writing. */
  fd: number;
  place: Place;
}

/**
 * Program: creates the file of an event log under the first free name, with its first line on the disk. It appears
 * with that line; where `.opta-journal` cannot be used for it, the line follows a moment later.
 *
 * @returns undefined if every name is taken
 */
export function* createFirstSegment(request: FirstSegmentRequest): FileProgram<FirstSegment | undefined> {
  return (yield* createWhole(request)) ?? (yield* createInPlace(request));
}

/** @returns undefined where that is not possible; nothing is left of it then */
function* createWhole(request: FirstSegmentRequest): FileProgram<FirstSegment | undefined> {
  const { directory, header } = request;
  const name = yield* publishHeader(request);
  if (name === undefined) return undefined;
  const path = join(directory, name);
  const fd = yield* orRemove(
    path,
    reopenFile(path, ({ size }) => size === header.length),
  );
  if (fd === undefined) return undefined;
  return { name, fd, place: yield* orRemove(path, orClose(fd, identifyPlace(directory))) };
}

function* publishHeader({
  directory,
  names,
  header,
  mode,
}: FirstSegmentRequest): FileProgram<string | undefined> {
  try {
    return (yield* publishUnderFreeName({ directory, names: names(), content: header, mode })).name;
  } catch (error) {
    const path = publishedPath(error);
    // Whatever it was: without `.opta-journal` it may work, and if not, that has a reason of its own.
    if (path === undefined) return undefined;
    yield* attempt(call.unlink(path));
    throw error;
  }
}

/** The file that is there although its publishing failed: its name may not survive a power cut. */
function publishedPath(error: unknown): string | undefined {
  return error instanceof JournalFsError && error.facts.published === true
    ? String(error.facts.path)
    : undefined;
}

function* createInPlace(request: FirstSegmentRequest): FileProgram<FirstSegment | undefined> {
  for (const name of request.names()) {
    const path = join(request.directory, name);
    const fd = yield* unlessTaken(createFileExclusive(path, request.mode));
    if (fd === undefined) continue;
    return { name, fd, place: yield* orRemove(path, orClose(fd, writeHeader(fd, request))) };
  }
  return undefined;
}

function* writeHeader(fd: number, { directory, header }: FirstSegmentRequest): FileProgram<Place> {
  yield* writeAll(fd, header, 0);
  yield* syncFile(fd);
  yield* syncDirectory(directory);
  return yield* identifyPlace(directory);
}

function* syncFile(fd: number): FileProgram<void> {
  try {
    yield* call.fsync(fd);
  } catch (error) {
    if (!SYNC_UNSUPPORTED.includes(errnoOf(error) ?? '')) throw error;
  }
}

function* orClose<T>(fd: number, program: FileProgram<T>): FileProgram<T> {
  try {
    return yield* program;
  } catch (error) {
    yield* attempt(call.close(fd));
    throw error;
  }
}

function* orRemove<T>(path: string, program: FileProgram<T>): FileProgram<T> {
  try {
    return yield* program;
  } catch (error) {
    yield* attempt(call.unlink(path));
    throw error;
  }
}
