import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { type FileSystem, JournalFsError, readRegularFile, runProgram } from '@opta/journal-fs';
import { MAX_LOG_BYTES } from '../constants.js';
import { JournalStoreError, quote, toJournalStoreError } from '../errors.js';
import { findEventLogOf } from '../events/find-event-log.js';
import { listNames } from '../listing/list-names.js';
import type { LocalClock } from '../listing/local-clock.js';
import { statLog } from '../listing/read-head.js';

export interface ReadLogOptions {
  /** Where a name outside the convention is looked up; such names are refused without it. */
  folder?: 'sessions' | 'updates' | undefined;
  /** Largest file that is read. Default 32 MiB. */
  maxBytes?: number | undefined;
}

export interface LogText {
  fileName: string;
  kind: 'session' | 'events' | 'update' | 'other';
  /** The whole file. Bytes that are no UTF-8 show as U+FFFD. */
  text: string;
  /** Bytes. */
  size: number;
  /** Epoch milliseconds: the time in the name, else that of the last change. */
  createdAt: number;
  /** Epoch milliseconds of the last change. */
  modifiedAt: number;
  /** For a session log: the name of its event log, found by frontmatter, second and counts. */
  eventLog?: string;
}

export interface ReadLogPlace {
  fileSystem: FileSystem;
  sessionLogsDir: string;
  updateLogsDir: string;
  clock: LocalClock;
}

const LOG_ENDING = /\.(?:md|jsonl)$/;

/** Reads one log whose name stands in the listing of its folder. */
export async function readLog(
  place: ReadLogPlace,
  fileName: string,
  options: ReadLogOptions,
): Promise<LogText> {
  const { fileSystem } = place;
  const { kind, folder } = classify(fileName, options.folder);
  const directory = folder === 'updates' ? place.updateLogsDir : place.sessionLogsDir;
  const names = await listNames(fileSystem, directory);
  if (!names.includes(fileName)) throw notFound(fileName, directory);
  const path = join(directory, fileName);
  const stat = statLog(fileSystem.sync, path);
  const bytes = await readBytes(fileSystem, path, options.maxBytes ?? MAX_LOG_BYTES);
  if (bytes === undefined) throw notFound(fileName, directory);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  const modifiedAt = Number((stat?.mtimeNs ?? 0n) / 1_000_000n);
  const createdAt = createdAtOf(fileName, place.clock) ?? modifiedAt;
  const log: LogText = { fileName, kind, text, size: bytes.length, createdAt, modifiedAt };
  if (kind !== 'session') return log;
  const eventLog = await findEventLogOf({ fileSystem, directory, names }, fileName, text);
  return eventLog === undefined ? log : { ...log, eventLog };
}

function classify(
  fileName: string,
  folder: 'sessions' | 'updates' | undefined,
): { kind: LogText['kind']; folder: 'sessions' | 'updates' } {
  const parsed = parseLogFileName(fileName);
  const home = parsed?.kind === 'update' ? 'updates' : 'sessions';
  if (parsed !== undefined && (folder ?? home) === home) return { kind: parsed.kind, folder: home };
  if (folder !== undefined && LOG_ENDING.test(fileName) && !fileName.startsWith('.')) {
    return { kind: 'other', folder };
  }
  throw new JournalStoreError(
    'JOURNAL_STORE_NAME_INVALID',
    `Cannot read ${quote(fileName)}: that is no name of a log. Take a name from the listing, without its folder.`,
    { fileName: fileName.slice(0, 200) },
  );
}

function createdAtOf(fileName: string, clock: LocalClock): number | undefined {
  const parsed = parseLogFileName(fileName);
  if (parsed?.kind !== 'session' && parsed?.kind !== 'events') return undefined;
  return clock.toEpoch(parsed.date, parsed.time);
}

async function readBytes(
  fileSystem: FileSystem,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  try {
    return await runProgram(readRegularFile(path, maxBytes), fileSystem.async);
  } catch (error) {
    throw readError(error, path, maxBytes);
  }
}

function readError(error: unknown, path: string, maxBytes: number): Error {
  const code = error instanceof JournalFsError ? error.code : undefined;
  if (code === 'JOURNAL_FS_NOT_A_FILE') {
    return new JournalStoreError(
      'JOURNAL_STORE_NOT_A_FILE',
      `Cannot read ${quote(path)}: it is no plain file. Remove it; the journal did not make it.`,
      { path },
      { cause: error },
    );
  }
  if (code === 'JOURNAL_FS_TOO_LARGE') {
    return new JournalStoreError(
      'JOURNAL_STORE_LOG_TOO_LARGE',
      `Cannot read ${quote(path)} as one text: it is larger than ${maxBytes} bytes. Read an event log with readEvents, or give maxBytes.`,
      { path, maxBytes },
      { cause: error },
    );
  }
  return toJournalStoreError(error, 'read', path);
}

function notFound(fileName: string, directory: string): JournalStoreError {
  return new JournalStoreError(
    'JOURNAL_STORE_LOG_NOT_FOUND',
    `Cannot find the log ${quote(fileName)} in ${quote(directory)}. Take a name from the listing.`,
    { fileName, directory },
  );
}
