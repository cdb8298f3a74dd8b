import {
  type Dialect,
  formatSessionLog,
  formatUpdateLog,
  type SessionLog,
  sessionLogFileName,
  type UpdateLog,
  updateLogFileName,
} from '@opta/journal-format';
import {
  type FileProgram,
  JournalFsError,
  type PublishedFile,
  publishFile,
  publishUnderFreeName,
} from '@opta/journal-fs';
import { MAX_COPIES } from '../constants.js';
import { JournalStoreError, quote, toJournalStoreError } from '../errors.js';
import { ensureLogDirectory } from '../folders/log-directory.js';

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

/** The folder that a log goes to. */
export interface LogPlace {
  directory: string;
  fileMode: number | undefined;
}

/** Program: publishes a session log under the first free of its names (`….md`, `…-2.md`, …). */
export function* publishSessionLog(
  place: LogPlace,
  log: SessionLog,
  options: PublishSessionLogOptions,
): FileProgram<PublishedLog> {
  const parts = {
    date: required(log.date, 'date', 'session log'),
    time: required(log.time, 'time', 'session log'),
    device: required(log.device, 'device', 'session log'),
    summary: options.summary,
  };
  const content = formatSessionLog(log, { dialect: options.dialect ?? 'lmx' });
  try {
    const { file: mode } = yield* ensureLogDirectory(place.directory, place.fileMode);
    const { directory } = place;
    return published(yield* publishUnderFreeName({ directory, names: copiesOf(parts), content, mode }));
  } catch (error) {
    throw publishError(error, place.directory, sessionLogFileName(parts));
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

function* copiesOf(parts: Parameters<typeof sessionLogFileName>[0]): Generator<string> {
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
  if (!(error instanceof JournalFsError) || error.code !== 'JOURNAL_FS_EXISTS') {
    return toJournalStoreError(error, 'publish a log in', directory);
  }
  return new JournalStoreError(
    'JOURNAL_STORE_NAME_TAKEN',
    `Cannot publish ${quote(name)} in ${quote(directory)}: the name is taken, and nothing is ever overwritten. Nothing was written.`,
    { directory, fileName: name },
    { cause: error },
  );
}
