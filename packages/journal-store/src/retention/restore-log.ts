import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { ensureStateDirectory, runProgram } from '@opta/journal-fs';
import { JournalStoreError, quote, toJournalStoreError } from '../errors.js';
import { findSegments } from '../events/find-segments.js';
import { listArchive } from '../listing/list-archive.js';
import type { ListingPlace } from '../listing/list-session-logs.js';
import type { StoredFile } from '../listing/stored-file.js';
import type { RetentionPlace } from './plan-retention.js';
import { isSameFile, toPlannedFile } from './planned-file.js';
import { statOf, transferFile } from './transfer-file.js';

export interface RestoredLog {
  /** Names that are live again: of an event log all segments. */
  fileNames: string[];
}

/** Brings an archived log back to its folder, byte for byte. */
export async function restoreLog(place: RetentionPlace, fileName: string): Promise<RestoredLog> {
  const isUpdate = parseLogFileName(fileName)?.kind === 'update';
  const folder = isUpdate ? place.updates : place.sessions;
  const archived = await listArchive(folder.fileSystem, folder.directory);
  const isEvents = parseLogFileName(fileName)?.kind === 'events';
  const files = isEvents
    ? findSegments(archived, fileName)
    : archived.filter((file) => file.fileName === fileName).slice(0, 1);
  if (files.length === 0) throw notFound(fileName, folder.directory);
  for (const file of files) await restoreFile(folder, file);
  return { fileNames: files.map((file) => file.fileName) };
}

async function restoreFile({ fileSystem, directory }: ListingPlace, file: StoredFile): Promise<void> {
  let outcome: 'moved' | 'changed' | 'conflict';
  try {
    const stat = await statOf(fileSystem, file.path);
    if (stat?.kind !== 'file') throw notAFile(file.path);
    const planned = toPlannedFile(file.fileName, stat);
    const { temporary } = await runProgram(ensureStateDirectory(directory), fileSystem.async);
    outcome = await transferFile({
      fileSystem,
      from: file,
      to: { path: join(directory, file.fileName), isCompressed: false },
      temporaryDirectory: temporary,
      isUnchanged: (now) => isSameFile(planned, now),
    });
  } catch (error) {
    throw toJournalStoreError(error, 'restore', file.path);
  }
  if (outcome === 'moved') return;
  throw new JournalStoreError(
    'JOURNAL_STORE_NAME_TAKEN',
    `Cannot restore ${quote(file.fileName)} in ${quote(directory)}: another file has its name. Nothing was overwritten.`,
    { directory, fileName: file.fileName },
  );
}

function notAFile(path: string): JournalStoreError {
  return new JournalStoreError(
    'JOURNAL_STORE_NOT_A_FILE',
    `Cannot restore ${quote(path)}: it is no plain file. Remove it; the journal did not make it.`,
    { path },
  );
}

function notFound(fileName: string, directory: string): JournalStoreError {
  return new JournalStoreError(
    'JOURNAL_STORE_LOG_NOT_FOUND',
    `Cannot find ${quote(fileName)} in the archive of ${quote(directory)}. Take a name from the listing that is marked as archived.`,
    { fileName: fileName.slice(0, 200), directory },
  );
}
