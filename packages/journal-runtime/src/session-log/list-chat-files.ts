import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type ChangedFiles, findRepositoryRoot, listChangedFiles } from '@opta/journal-git';
import { CLOCK_TICK_MS } from '../constants.js';

export interface ChatFilesOptions {
  /** Folder of the chat. */
  directory: string;
  /** Epoch milliseconds at which this run began. */
  startedAt: number;
  startCommit?: string | undefined;
  deletedBefore?: readonly string[] | undefined;
  checkpoints?: readonly string[] | undefined;
}

/** Paths from the root of the repository, each in one list; a rename shows both names under `modified`. */
export interface ChatFiles {
  created: string[];
  modified: string[];
  deleted: string[];
}

/**
 * The files that changed since a run of a chat began, by git and by the time at which they were last touched, and those
 * of its checkpoints. Outside a repository these alone.
 */
export async function listChatFiles(options: ChatFilesOptions): Promise<ChatFiles> {
  const { directory, startCommit } = options;
  const root = (await findRepositoryRoot(directory)) ?? directory;
  const changed =
    (startCommit === undefined ? undefined : await listChangedFiles(directory, { since: startCommit })) ??
    (await listChangedFiles(directory));
  const since = await keepSince(changed ?? NOTHING, root, options);
  const known = new Set([
    ...since.created,
    ...since.modified,
    ...since.deleted,
    ...since.renamed.flatMap(({ from, to }) => [from, to]),
  ]);
  const checkpoints = new Set(await fromRoot(root, directory, options.checkpoints ?? []));
  const modified = [
    ...since.modified,
    ...since.renamed.map(({ from, to }) => `${from} → ${to}`),
    ...[...checkpoints].filter((path) => !known.has(path)),
  ];
  return { created: since.created, modified: modified.sort(), deleted: since.deleted };
}

const NOTHING: ChangedFiles = { created: [], modified: [], deleted: [], renamed: [] };

async function keepSince(
  changed: ChangedFiles,
  root: string,
  { startedAt, deletedBefore = [] }: ChatFilesOptions,
): Promise<ChangedFiles> {
  const before = new Set(deletedBefore);
  const isTouched = (path: string): Promise<boolean> => isTouchedSince(join(root, path), startedAt);
  const [created, modified, deleted, renamed] = await Promise.all([
    keep(changed.created, isTouched),
    keep(changed.modified, isTouched),
    keep(changed.deleted, async (path) => !before.has(path) && (await isRemovedSince(root, path, startedAt))),
    keep(changed.renamed, ({ to }) => isTouched(to)),
  ]);
  return { created, modified, deleted, renamed };
}

async function keep<T>(items: readonly T[], isKept: (item: T) => Promise<boolean>): Promise<T[]> {
  const kept = await Promise.all(items.map(isKept));
  return items.filter((_item, index) => kept[index]);
}

/** By the time of change of the file itself too: one that was moved or copied here may keep its own time. */
async function isTouchedSince(path: string, startedAt: number): Promise<boolean> {
  const times = await timesOf(path);
  return times === undefined || isSince(Math.max(times.mtimeMs, times.ctimeMs), startedAt);
}

/** What is gone has no time; the folder that it was removed from has. */
async function isRemovedSince(root: string, path: string, startedAt: number): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const times = await timesOf(join(root, folder));
    if (times !== undefined) return isSince(times.mtimeMs, startedAt);
    if (folder === '.') return true;
  }
}

async function timesOf(path: string): Promise<{ mtimeMs: number; ctimeMs: number } | undefined> {
  return lstat(path).catch(() => undefined);
}

function isSince(touchedAt: number, startedAt: number): boolean {
  // Some file systems keep whole seconds only, and others the time of the system's last tick.
  const begin = touchedAt % 1_000 === 0 ? startedAt - (startedAt % 1_000) : startedAt - CLOCK_TICK_MS;
  return touchedAt >= begin;
}

/** Paths as git shows them; those outside the repository stay absolute. */
async function fromRoot(root: string, directory: string, paths: readonly string[]): Promise<string[]> {
  // Git resolves links in the root.
  const base = await realpath(directory).catch(() => resolve(directory));
  return paths
    .filter((path) => path.trim() !== '')
    .map((path) => {
      const absolute = resolve(base, isWithin(directory, path) ? relative(directory, path) : path);
      return isWithin(root, absolute) ? relative(root, absolute).split(sep).join('/') : absolute;
    });
}

function isWithin(folder: string, path: string): boolean {
  if (!isAbsolute(path)) return false;
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
