import { closeSync, constants, copyFileSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type { RedactionPolicy } from '@opta/journal-redact';
import { createRedactor } from '@opta/journal-redact';
import { BATCH_CHARACTERS, GENERATION_LOGS, GENERATION_MS, RACY_MS, WRITING_BATCH } from '../constants.js';
import { readLogDocument } from '../documents/read-log-document.js';
import { digestLogs } from '../folders/digest-logs.js';
import { isGone, statIfThere } from '../folders/list-folder.js';
import { readLogText } from '../folders/read-log-text.js';
import type { StoredLog } from '../folders/stored-log.js';
import { identityOf } from './file-identity.js';
import { type IndexPlace, makeIndexDirectory } from './index-place.js';
import { type IndexEntry, IndexWriter } from './index-writer.js';
import { privateName, removePrivate } from './private-files.js';
import { labelOf, sealFile, unsealFile } from './seal.js';
import { toIndexText } from './to-index-text.js';

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
    const digest = digestLogs(logs.values());
    if (labelIfThere(place.path) === digest) return { changes: 0, left: 0, unreadable: 0 };
    const before = identityOf(place.path);
    const isNew = !copyCurrent(place.path, path);
    const { racy, ...built } = writeChanges(path, { isNew, logs, options });
    if (built.changes === 0 && !isNew) return built;
    // Else the next one compares the stamps of all logs.
    const isExact = built.left === 0 && built.unreadable === 0 && racy === 0;
    sealFile(path, isExact ? digest : '');
    // Also after a scrub, which throws the index away because of what is in it.
    if (identityOf(place.path) !== before) return undefined;
    renameSync(path, place.path);
    syncDirectory(place.directory);
    return built;
  } finally {
    removePrivate(path);
  }
}

function labelIfThere(path: string): string | undefined {
  try {
    return labelOf(path);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
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

interface Written extends BuiltGeneration {
  /** Logs that may have changed since without a sign. */
  racy: number;
}

interface Work {
  isNew: boolean;
  logs: ReadonlyMap<string, StoredLog>;
  options: BuildOptions;
}

function writeChanges(path: string, { isNew, logs, options }: Work): Written {
  const index = new IndexWriter(path, isNew);
  try {
    const known = index.stamps();
    const gone = [...known.keys()].filter((name) => !logs.has(name));
    for (const name of gone) index.remove(name);
    const changed = [...logs.values()].filter(({ fileName, stamp }) => known.get(fileName) !== stamp);
    const written = writeLogs(index, inWritingOrder(changed), known, options);
    index.commit();
    return { ...written, changes: gone.length + written.changes };
  } finally {
    index.close();
  }
}

/**
 * Whoever searches meanwhile most often asks for the newest, so these come first; but within a batch the oldest, because
 * FTS5 ends a segment whenever a row comes before the last one, which takes longer than all the rest.
 */
function inWritingOrder(logs: readonly StoredLog[]): StoredLog[] {
  const sorted = [...logs].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
  const batches: StoredLog[] = [];
  for (let end = sorted.length; end > 0; end -= WRITING_BATCH) {
    batches.push(...sorted.slice(Math.max(0, end - WRITING_BATCH), end));
  }
  return batches;
}

function dateOf({ fileName, kind }: StoredLog): string {
  return kind === 'update' ? fileName.slice(fileName.indexOf('_') + 1) : fileName;
}

function writeLogs(
  index: IndexWriter,
  changed: readonly StoredLog[],
  known: ReadonlyMap<string, string>,
  options: BuildOptions,
): Written {
  // Every generation copies the one before: while many are missing, each doubles it.
  const size = Math.max(1, known.size / GENERATION_LOGS);
  const [most, end] = [size * GENERATION_LOGS, performance.now() + size * GENERATION_MS];
  let [done, unreadable, racy] = [0, 0, 0];
  while (done < Math.min(most, changed.length) && performance.now() < end && !options.shouldStop()) {
    const { entries, read } = readEntries(changed, done, options);
    for (const { fileName } of changed.slice(done, done + read)) {
      if (known.has(fileName)) index.remove(fileName);
    }
    for (const entry of entries) index.add(entry);
    unreadable += read - entries.length;
    racy += entries.filter(({ stamp }) => stamp === '').length;
    done += read;
  }
  return { changes: done - unreadable, left: changed.length - done, unreadable, racy };
}

/**
 * What is to be written of the logs from a place on, in the order of their times. As many are read as are written at
 * once: by turns it takes nearly twice as long, because each finds the processor's memory full of the other.
 */
function readEntries(
  logs: readonly StoredLog[],
  from: number,
  options: BuildOptions,
): { entries: IndexEntry[]; read: number } {
  const entries: IndexEntry[] = [];
  let [read, characters] = [0, 0];
  while (from + read < logs.length && characters < BATCH_CHARACTERS && !options.shouldStop()) {
    const entry = readEntry(logs[from + read] as StoredLog, options);
    read += 1;
    if (entry === undefined) continue;
    entries.push(entry);
    characters += entry.text.length;
  }
  return { entries: entries.sort((a, b) => a.facts.at - b.facts.at), read };
}

/** Whether the file may have been changed again in the moment in which its stamp was taken. */
function isRacy({ changedAt }: StoredLog): boolean {
  return Math.abs(Date.now() - changedAt) < RACY_MS;
}

function readEntry(log: StoredLog, { redaction, timeZone }: BuildOptions): IndexEntry | undefined {
  const { fileName, path, stamp } = log;
  try {
    const text = readLogText(path);
    if (text === undefined) return undefined;
    const document = readLogDocument({ fileName, text }, { redactor: createRedactor(redaction), timeZone });
    const { facts } = document;
    return { fileName, stamp: isRacy(log) ? '' : stamp, facts, ...toIndexText(document) };
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
