import { closeSync, constants, copyFileSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type { RedactionPolicy } from '@opta/journal-redact';
import { createRedactor } from '@opta/journal-redact';
import { GENERATION_LOGS, GENERATION_MS, RACY_MS } from '../constants.js';
import type { SearchDocument } from '../documents/document.js';
import { readLogDocument } from '../documents/read-log-document.js';
import { isGone, statIfThere } from '../folders/list-folder.js';
import { readLogText } from '../folders/read-log-text.js';
import type { StoredLog } from '../folders/stored-log.js';
import { identityOf } from './file-identity.js';
import { type IndexPlace, makeIndexDirectory } from './index-place.js';
import { IndexWriter } from './index-writer.js';
import { privateName, removePrivate } from './private-files.js';
import { sealFile, unsealFile } from './seal.js';

export interface BuildOptions {
  redaction: RedactionPolicy;
  timeZone: string;
  /** Asked before every log. */
  shouldStop: () => boolean;
}

export interface BuiltGeneration {
  /** Logs that were read, or taken out. */
  changes: number;
  /** Logs that are left for the next generation. */
  left: number;
  /** Logs that cannot be read. */
  unreadable: number;
}

/**
 * Brings the index up to the disk in a copy of its own and puts that in the place of the current one. Who reads the
 * current one meanwhile keeps what he has. Killed at any moment, the current one is the old or the new one, whole.
 *
 * @param logs - what the folders have
 * @returns undefined where somebody else published, or threw away, a generation meanwhile, and ours was dropped
 */
export function buildGeneration(
  place: IndexPlace,
  logs: ReadonlyMap<string, StoredLog>,
  options: BuildOptions,
): BuiltGeneration | undefined {
  makeIndexDirectory(place);
  const path = privateName(place.path, 'build');
  try {
    if (statIfThere(place.path)?.isFile() === false) rmSync(place.path, { recursive: true });
    const before = identityOf(place.path);
    const isNew = !copyCurrent(place.path, path);
    const built = writeChanges(path, { isNew, logs, options });
    if (built.changes === 0 && !isNew) return built;
    sealFile(path);
    // Also after a scrub, which throws the index away because of what is in it.
    if (identityOf(place.path) !== before) return undefined;
    renameSync(path, place.path);
    syncDirectory(place.directory);
    return built;
  } finally {
    removePrivate(path);
  }
}

/** @returns whether there was a whole one */
function copyCurrent(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
  if (unsealFile(to)) return true;
  removePrivate(to);
  return false;
}

interface Work {
  isNew: boolean;
  logs: ReadonlyMap<string, StoredLog>;
  options: BuildOptions;
}

function writeChanges(path: string, { isNew, logs, options }: Work): BuiltGeneration {
  const index = new IndexWriter(path, isNew);
  try {
    const known = index.stamps();
    const gone = [...known.keys()].filter((name) => !logs.has(name));
    for (const name of gone) index.remove(name);
    const changed = [...logs.values()].filter(({ fileName, stamp }) => known.get(fileName) !== stamp);
    // Whoever searches meanwhile most often asks for the newest.
    changed.sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1));
    const written = writeLogs(index, changed, options);
    index.commit();
    return { ...written, changes: gone.length + written.changes };
  } finally {
    index.close();
  }
}

function dateOf({ fileName, kind }: StoredLog): string {
  return kind === 'update' ? fileName.slice(fileName.indexOf('_') + 1) : fileName;
}

function writeLogs(
  index: IndexWriter,
  changed: readonly StoredLog[],
  options: BuildOptions,
): BuiltGeneration {
  const end = performance.now() + GENERATION_MS;
  let unreadable = 0;
  for (const [count, log] of changed.entries()) {
    if (count >= GENERATION_LOGS || performance.now() > end || options.shouldStop()) {
      return { changes: count - unreadable, left: changed.length - count, unreadable };
    }
    const document = readDocument(log, options);
    index.remove(log.fileName);
    if (document === undefined) unreadable += 1;
    else index.add(log.fileName, isRacy(log) ? '' : log.stamp, document);
  }
  return { changes: changed.length - unreadable, left: 0, unreadable };
}

/** Whether the file may have been changed again in the moment in which its stamp was taken. */
function isRacy({ changedAt }: StoredLog): boolean {
  return Math.abs(Date.now() - changedAt) < RACY_MS;
}

function readDocument(
  { fileName, path }: StoredLog,
  { redaction, timeZone }: BuildOptions,
): SearchDocument | undefined {
  try {
    const text = readLogText(path);
    if (text === undefined) return undefined;
    return readLogDocument({ fileName, text }, { redactor: createRedactor(redaction), timeZone });
  } catch {
    // A query reads it again, and tells why it cannot.
    return undefined;
  }
}

/** Where folders cannot be synced, an older generation may be back after a power cut; it is brought up to date. */
function syncDirectory(directory: string): void {
  let fd: number | undefined;
  try {
    fd = openSync(directory, 'r');
    fsyncSync(fd);
  } catch {
    return;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
