import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { parseLogFileName } from '@opta/journal-format';
import { type FileSystem, readRegularFile, runProgram } from '@opta/journal-fs';
import { COMPRESSION_OVERHEAD_BYTES, MAX_LOG_BYTES } from '../constants.js';
import { JournalStoreError, quote, toJournalStoreError } from '../errors.js';
import { findEventLogOf } from '../events/find-event-log.js';
import { listFiles } from '../listing/list-files.js';
import type { LocalClock } from '../listing/local-clock.js';
import { statLog } from '../listing/read-head.js';
import type { StoredFile } from '../listing/stored-file.js';

const gunzipBytes = promisify(gunzip);

export interface ReadLogOptions {
  /** Where a name outside the convention is looked up; such names are refused without it. */
  folder?: 'sessions' | 'updates' | undefined;
  /** Largest file that is read. Default 32 MiB. */
  maxBytes?: number | undefined;
}

export interface LogText {
  fileName: string;
  kind: 'session' | 'events' | 'update' | 'other';
  /** The whole log, decompressed. Bytes that are no UTF-8 show as U+FFFD. */
  text: string;
  /** Bytes of the log, decompressed. */
  size: number;
  /** Epoch milliseconds: the time in the name, else that of the last change. */
  createdAt: number;
  /** Epoch milliseconds of the last change. */
  modifiedAt: number;
  /** The month of the archive in which it is, `YYYY-MM`; absent for a live log. */
  archived?: string;
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
  const files = await listFiles(fileSystem, directory);
  const file = files.find((one) => one.fileName === fileName);
  if (file === undefined) throw notFound(fileName, directory);
  const stat = statLog(fileSystem.sync, file.path);
  const bytes = await readBytes(fileSystem, file, options.maxBytes ?? MAX_LOG_BYTES);
  if (bytes === undefined) throw notFound(fileName, directory);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  const modifiedAt = Number((stat?.mtimeNs ?? 0n) / 1_000_000n);
  const createdAt = createdAtOf(fileName, place.clock) ?? modifiedAt;
  const log: LogText = {
    fileName,
    kind,
    text,
    size: bytes.length,
    createdAt,
    modifiedAt,
    ...(file.archived === undefined ? {} : { archived: file.archived }),
  };
  if (kind !== 'session') return log;
  const eventLog = await findEventLogOf({ fileSystem, files }, file, text);
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
  { path, isCompressed }: StoredFile,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  try {
    // Compressed it may be a little larger than its text.
    const limit = isCompressed ? maxBytes + COMPRESSION_OVERHEAD_BYTES : maxBytes;
    const stored = await runProgram(readRegularFile(path, limit), fileSystem.async);
    if (stored === undefined || !isCompressed) return stored;
    return await gunzipBytes(stored, { maxOutputLength: maxBytes });
  } catch (error) {
    throw readError(error, path, maxBytes);
  }
}

function readError(error: unknown, path: string, maxBytes: number): Error {
  const { code } = error as { code?: unknown };
  if (code === 'JOURNAL_FS_NOT_A_FILE') {
    return new JournalStoreError(
      'JOURNAL_STORE_NOT_A_FILE',
      `Cannot read ${quote(path)}: it is no plain file. Remove it; the journal did not make it.`,
      { path },
      { cause: error },
    );
  }
  if (code === 'JOURNAL_FS_TOO_LARGE' || code === 'ERR_BUFFER_TOO_LARGE') {
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
