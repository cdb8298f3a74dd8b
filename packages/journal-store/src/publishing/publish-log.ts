import { join } from 'node:path';
import {
  type Dialect,
  formatSessionLog,
  formatUpdateLog,
  type SessionLog,
  type SessionLogNameParts,
  sessionLogFileName,
  type UpdateLog,
  updateLogFileName,
} from '@opta/journal-format';
import {
  type FileProgram,
  JournalFsError,
  type PublishedFile,
  type PublishFileOptions,
  publishFile,
  publishUnderFreeName,
  syncDirectory,
} from '@opta/journal-fs';
import { MAX_COPIES, MAX_FRONTMATTER_BYTES } from '../constants.js';
import { JournalStoreError, quote, toJournalStoreError } from '../errors.js';
import { isFull, releaseReserve } from '../event-log/reserve.js';
import { ensureLogDirectory } from '../folders/log-directory.js';
import { textOf } from '../listing/text-of.js';
import { readNameHolder } from './read-name-holder.js';

export interface PublishSessionLogOptions {
  /** What the session was about; its slug is part of the name. */
  summary: string;
  /** Default `lmx`. */
  dialect?: Dialect;
}

export interface PublishUpdateLogOptions {
  /** What changed; its slug is part of the name. */
  slug: string;
  /** Default `lmx`. */
  dialect?: Dialect;
}

export interface PublishedLog {
  path: string;
  fileName: string;
  /** Bytes. */
  size: number;
  /** False where the file system cannot sync a folder: the log may then be gone after a power cut. */
  isSynced: boolean;
}

export interface PublishedSessionLog extends PublishedLog {
  /** True where the log of this session was there already: nothing was written, and these are its facts. */
  existed: boolean;
}

/** The folder that a log goes to. */
export interface LogPlace {
  directory: string;
  fileMode: number | undefined;
}

/**
 * Program: publishes a session log under the first free of its names (`….md`, `…-2.md`, …). Where one of the names
 * before that bears the log of the same session, that one is it and nothing is written.
 */
export function* publishSessionLog(
  place: LogPlace,
  log: SessionLog,
  options: PublishSessionLogOptions,
): FileProgram<PublishedSessionLog> {
  const parts = {
    date: required(log.date, 'date', 'session log'),
    time: required(log.time, 'time', 'session log'),
    device: required(log.device, 'device', 'session log'),
    summary: options.summary,
  };
  const content = formatSessionLog(log, { dialect: options.dialect ?? 'lmx' });
  const { directory } = place;
  const write = (): FileProgram<PublishedSessionLog> => publishText(place, log.session, { parts, content });
  try {
    const result = yield* withReserve(directory, log.eventLog, write);
    // The session has come to its end.
    yield* releaseReserve(directory, log.eventLog);
    return result;
  } catch (error) {
    throw publishError(error, directory, sessionLogFileName(parts));
  }
}

/** Once more, where the disk was full and room was set aside for this. */
function* withReserve<T>(
  directory: string,
  eventLog: string | undefined,
  write: () => FileProgram<T>,
): FileProgram<T> {
  try {
    return yield* write();
  } catch (error) {
    if (!isFull(error) || !(yield* releaseReserve(directory, eventLog))) throw error;
    return yield* write();
  }
}

function* publishText(
  place: LogPlace,
  session: string | undefined,
  { parts, content }: { parts: SessionLogNameParts; content: string },
): FileProgram<PublishedSessionLog> {
  const { directory } = place;
  const { file: mode } = yield* ensureLogDirectory(directory, place.fileMode);
  if (session !== undefined) return yield* publishOnce(place, session, { parts, content, mode });
  const file = yield* publishUnderFreeName({ directory, names: copiesOf(parts), content, mode });
  return { ...published(file), existed: false };
}

function* publishOnce(
  { directory }: LogPlace,
  session: string,
  { parts, content, mode }: { parts: SessionLogNameParts; content: string; mode: number },
): FileProgram<PublishedSessionLog> {
  const buffer = Buffer.allocUnsafe(MAX_FRONTMATTER_BYTES);
  for (const name of copiesOf(parts)) {
    let holder = yield* readNameHolder(join(directory, name), buffer);
    if (holder === 'nothing') {
      const file = yield* publishUnlessTaken({ directory, name, content, mode });
      if (file !== undefined) return { ...published(file), existed: false };
      // Taken at this moment, perhaps by the other of our two ways to publish.
      holder = yield* readNameHolder(join(directory, name), buffer);
    }
    if (typeof holder === 'string' || textOf(holder.frontmatter.session) !== session) continue;
    // Whoever published it may not have come to this.
    const isSynced = yield* syncDirectory(directory);
    return { path: join(directory, name), fileName: name, size: holder.stat.size, isSynced, existed: true };
  }
  throw nameTaken(directory, sessionLogFileName(parts));
}

function* publishUnlessTaken(options: PublishFileOptions): FileProgram<PublishedFile | undefined> {
  try {
    return yield* publishFile(options);
  } catch (error) {
    if (isTakenError(error)) return undefined;
    throw error;
  }
}

/** Program: publishes an update log under its one name. */
export function* publishUpdateLog(
  place: LogPlace,
  log: UpdateLog,
  options: PublishUpdateLogOptions,
): FileProgram<PublishedLog> {
  const name = updateLogFileName({
    id: required(log.id, 'id', 'update log'),
    date: required(log.date, 'date', 'update log'),
    slug: options.slug,
  });
  const content = formatUpdateLog(log, { dialect: options.dialect ?? 'lmx' });
  try {
    const { file: mode } = yield* ensureLogDirectory(place.directory, place.fileMode);
    return published(yield* publishFile({ directory: place.directory, name, content, mode }));
  } catch (error) {
    throw publishError(error, place.directory, name);
  }
}

function* copiesOf(parts: SessionLogNameParts): Generator<string> {
  yield sessionLogFileName(parts);
  for (let copy = 2; copy <= MAX_COPIES; copy += 1) yield sessionLogFileName({ ...parts, copy });
}

function required(value: string | undefined, field: string, kind: string): string {
  if (value !== undefined && value !== '') return value;
  throw new JournalStoreError(
    'JOURNAL_STORE_LOG_INCOMPLETE',
    `Cannot name the ${kind}: its field ${field} is ${value === '' ? 'empty' : 'missing'}. Give it.`,
    { field },
  );
}

function published(file: PublishedFile): PublishedLog {
  return { path: file.path, fileName: file.name, size: file.size, isSynced: file.isSynced };
}

function publishError(error: unknown, directory: string, name: string): Error {
  if (isTakenError(error)) return nameTaken(directory, name, error);
  return toJournalStoreError(error, 'publish a log in', directory);
}

function isTakenError(error: unknown): boolean {
  return error instanceof JournalFsError && error.code === 'JOURNAL_FS_EXISTS';
}

function nameTaken(directory: string, name: string, cause?: unknown): JournalStoreError {
  return new JournalStoreError(
    'JOURNAL_STORE_NAME_TAKEN',
    `Cannot publish ${quote(name)} in ${quote(directory)}: the name is taken, and nothing is ever overwritten. Nothing was written.`,
    { directory, fileName: name },
    cause === undefined ? undefined : { cause },
  );
}
