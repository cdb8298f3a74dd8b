import { parseLogFileName } from '@opta/journal-format';
import type { FileSystem } from '@opta/journal-fs';
import { originalOfCopy, parseNumberedName } from '@opta/journal-ids';
import type { JournalStore } from '@opta/journal-store';
import { LAST_NUMBERS_FILE, PINS_FILE, SCRUBBED_FILE } from '../constants.js';
import type { Folder } from '../finding.js';
import { isNoise } from './is-noise.js';
import { readNames } from './read-names.js';

/** The names in one log folder, sorted by what they are. */
export interface FolderNames {
  folder: Folder;
  directory: string;
  /** Names of the convention. */
  logs: string[];
  copies: { fileName: string; original: string }[];
  /** Everything else that is no noise: files outside the convention, and folders. */
  others: string[];
}

/** Files that explain a folder, and lists of ours that are no logs. */
const KNOWN = new Set(['README.md', 'SESSION_FORMAT.md', LAST_NUMBERS_FILE, PINS_FILE, SCRUBBED_FILE]);

export async function readFolderNames(fileSystem: FileSystem, store: JournalStore): Promise<FolderNames[]> {
  return [await readFolder(fileSystem, store, 'sessions'), await readFolder(fileSystem, store, 'updates')];
}

export function directoryOf(store: JournalStore, folder: Folder): string {
  return folder === 'sessions' ? store.sessionLogsDir : store.updateLogsDir;
}

async function readFolder(fileSystem: FileSystem, store: JournalStore, folder: Folder): Promise<FolderNames> {
  const directory = directoryOf(store, folder);
  const names = await readNames(fileSystem, directory);
  const siblings = new Set(names);
  const sorted: FolderNames = { folder, directory, logs: [], copies: [], others: [] };
  // Both kinds of log may share one folder; each is then told of once.
  const isShared = store.sessionLogsDir === store.updateLogsDir;
  for (const fileName of names) {
    if (isNoise(fileName) || KNOWN.has(fileName)) continue;
    const original = originalOfCopy(fileName, siblings);
    const kind = folderOf(original ?? fileName) ?? folder;
    if (isShared && kind !== folder) continue;
    if (original !== undefined) sorted.copies.push({ fileName, original });
    else if (isLogOf(fileName, folder)) sorted.logs.push(fileName);
    else sorted.others.push(fileName);
  }
  return sorted;
}

function isLogOf(fileName: string, folder: Folder): boolean {
  return parseLogFileName(fileName) !== undefined && folderOf(fileName) === folder;
}

/** The folder to which a name belongs; undefined for what may be in either. */
function folderOf(fileName: string): Folder | undefined {
  const kind = parseLogFileName(fileName)?.kind;
  if (kind === 'session' || kind === 'events') return 'sessions';
  return kind === 'update' || parseNumberedName(fileName) !== undefined || fileName === LAST_NUMBERS_FILE
    ? 'updates'
    : undefined;
}
