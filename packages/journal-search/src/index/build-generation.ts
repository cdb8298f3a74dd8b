import { closeSync, constants, copyFileSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { GENERATION_LOGS, GENERATION_MS } from '../constants.js';
import { isGone, statIfThere } from '../folders/list-folder.js';
import type { Backlog } from './backlog.js';
import { EntryReader, type EntryReaderOptions } from './entry-reader.js';
import { identityOf } from './file-identity.js';
import { formatLabel, readLabel } from './index-label.js';
import { type IndexPlace, makeIndexDirectory } from './index-place.js';
import { IndexWriter } from './index-writer.js';
import { privateName, removePrivate } from './private-files.js';
import { sealFile, unsealFile } from './seal.js';

/**
 * Brings the index nearer to what was listed, in a copy of its own, and puts that in the place of the current one. Who
 * reads the current one meanwhile keeps what he has. Killed at any moment, the current one is the old or the new one,
 * whole.
 *
 * @param backlog - what is brought into the index is taken off; of no use any more where this throws, or drops
 * @returns how many logs were read, or taken out; undefined where somebody else published, or threw away, a generation
 *   meanwhile, and ours was dropped
 */
export function buildGeneration(
  place: IndexPlace,
  backlog: Backlog,
  options: EntryReaderOptions,
): number | undefined {
  makeIndexDirectory(place);
  const path = privateName(place.path, 'build');
  try {
    if (statIfThere(place.path)?.isFile() === false) rmSync(place.path, { recursive: true });
    if (readLabel(place.path)?.files === backlog.label.files) return 0;
    const before = identityOf(place.path);
    const isNew = !copyCurrent(place.path, path);
    if (backlog.isBegun && (isNew || backlog.base !== before)) return undefined;
    const changes = writeChanges(path, { isNew, backlog, options });
    backlog.base = before;
    // What is exact gets a label, also where nothing has changed but files that are no logs.
    if (changes === 0 && !isNew && !backlog.isExact) return 0;
    sealFile(path, backlog.isExact ? formatLabel(backlog.label) : '');
    backlog.base = identityOf(path);
    // Also after a scrub, which throws the index away because of what is in it.
    if (identityOf(place.path) !== before) return undefined;
    renameSync(path, place.path);
    syncDirectory(place.directory);
    return changes;
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
  backlog: Backlog;
  options: EntryReaderOptions;
}

/** @returns how many logs were read, or taken out */
function writeChanges(path: string, { isNew, backlog, options }: Work): number {
  const index = new IndexWriter(path, isNew);
  try {
    const gone = backlog.isBegun ? [] : backlog.begin(index.rows());
    for (const id of gone) index.remove(id);
    const written = writeLogs(index, backlog, options);
    index.commit();
    return gone.length + written;
  } finally {
    index.close();
  }
}

function writeLogs(index: IndexWriter, backlog: Backlog, options: EntryReaderOptions): number {
  // Every generation copies the one before: while many are missing, each doubles it.
  const size = Math.max(1, index.count() / GENERATION_LOGS);
  const [most, end] = [size * GENERATION_LOGS, performance.now() + size * GENERATION_MS];
  const reader = new EntryReader(options);
  const { changed } = backlog;
  let [done, written] = [0, 0];
  while (done < Math.min(most, changed.length) && performance.now() < end && !options.shouldStop()) {
    const { entries, read } = reader.readBatch(changed, done);
    for (const log of changed.slice(done, done + read)) {
      const outdated = backlog.outdatedIdOf(log);
      if (outdated !== undefined) index.remove(outdated);
    }
    for (const entry of entries) index.add(entry);
    backlog.unreadable += read - entries.length;
    backlog.racy += entries.filter(({ stamp }) => stamp === '').length;
    written += entries.length;
    done += read;
  }
  backlog.remove(done);
  return written;
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
