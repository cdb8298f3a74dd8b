import { join, posix } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { STATE_DIRECTORY } from '@opta/journal-fs';
import { originalOfCopy, parseNumberedName } from '@opta/journal-ids';
import { ARCHIVE_DIRECTORY, LAST_NUMBERS_FILE, PINS_FILE, SCRUBBED_FILE } from '../constants.js';
import type { DoctorContext } from '../doctor-options.js';
import type { Folder } from '../finding.js';
import { directoryOf } from '../folders/folder-names.js';
import { isNoise } from '../folders/is-noise.js';
import { readKind } from '../folders/read-kind.js';
import { readNames } from '../folders/read-names.js';
import { isGzip } from './file-chunks.js';
import type { ContentKind } from './scrub-content.js';

/** A file that may hold a secret. */
export interface ScrubTarget {
  folder: Folder;
  /** The log folder. */
  root: string;
  /** The folder of the file. */
  directory: string;
  fileName: string;
  /** From the log folder, with `/`. */
  path: string;
  kind: ContentKind;
  isCompressed: boolean;
  /**
   * `log`: also an archived one. `list`: last-numbers.txt and its like. `state`: in `.opta-journal`. `temporary`:
   * a file on its way, or left by a crash. `foreign`: not of the journal, and only looked at.
   */
  place: 'log' | 'list' | 'state' | 'temporary' | 'foreign';
}

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const COMPRESSED = /\.gz$/;
/** Originals of one name on a shelf are told apart so. */
const SHELF_NUMBER = /(\.[a-z]+)\.\d+$/i;
/** The names that journal-fs gives. */
const TEMPORARY = /^[0-9a-f]{32}\.(?:tmp|claim)$/;
const LISTS: readonly string[] = [LAST_NUMBERS_FILE, PINS_FILE, SCRUBBED_FILE];

/** Every file of both log folders, their archives and the state in them, in a fixed order. */
export async function listScrubTargets(context: DoctorContext): Promise<ScrubTarget[]> {
  const { sessionLogsDir, updateLogsDir } = context.store;
  const folders: Folder[] = sessionLogsDir === updateLogsDir ? ['sessions'] : ['sessions', 'updates'];
  const targets: ScrubTarget[] = [];
  for (const folder of folders) {
    const root = directoryOf(context.store, folder);
    await addLogs(context, { folder, root, path: '' }, targets);
    await addArchive(context, { folder, root, path: ARCHIVE_DIRECTORY }, targets);
    await addState(context, { folder, root, path: STATE_DIRECTORY }, targets);
  }
  return targets;
}

interface Place {
  folder: Folder;
  root: string;
  path: string;
}

async function addArchive(context: DoctorContext, place: Place, targets: ScrubTarget[]): Promise<void> {
  if (!(await isFolder(context, place))) return;
  for (const month of await readNames(context.fileSystem, join(place.root, place.path))) {
    const path = posix.join(place.path, month);
    if (MONTH.test(month) && (await isFolder(context, { ...place, path }))) {
      await addLogs(context, { ...place, path }, targets);
    }
  }
}

async function addLogs(context: DoctorContext, place: Place, targets: ScrubTarget[]): Promise<void> {
  const names = await readNames(context.fileSystem, join(place.root, place.path));
  const siblings = new Set(names);
  for (const fileName of names) {
    if (isNoise(fileName)) continue;
    const isCompressed = place.path !== '' && COMPRESSED.test(fileName);
    const ownName = isCompressed ? fileName.replace(COMPRESSED, '') : fileName;
    const kind = originalOfCopy(ownName, siblings) === undefined ? logKindOf(ownName) : undefined;
    const about = { ...place, fileName, isCompressed };
    if (kind !== undefined) await addFile(context, { ...about, kind, place: 'log' }, targets);
    else if (LISTS.includes(fileName))
      await addFile(context, { ...about, kind: 'text', place: 'list' }, targets);
    else await addFile(context, { ...about, isCompressed: false, kind: 'text', place: 'foreign' }, targets);
  }
}

function logKindOf(fileName: string): ContentKind | undefined {
  const parsed = parseLogFileName(fileName);
  if (parsed !== undefined) return parsed.kind === 'events' ? 'events' : 'markdown';
  return /\.md$/i.test(fileName) && parseNumberedName(fileName) !== undefined ? 'markdown' : undefined;
}

async function addState(context: DoctorContext, place: Place, targets: ScrubTarget[]): Promise<void> {
  if (!(await isFolder(context, place))) return;
  const isTemporary = place.path === `${STATE_DIRECTORY}/tmp`;
  for (const fileName of await readNames(context.fileSystem, join(place.root, place.path))) {
    const path = posix.join(place.path, fileName);
    if ((await readKind(context.fileSystem, join(place.root, path))) === 'directory') {
      await addState(context, { ...place, path }, targets);
    } else if (isTemporary && TEMPORARY.test(fileName)) {
      // Retention compresses what it archives.
      const isCompressed = await isGzip(context.fileSystem, join(place.root, path));
      const about = { ...place, fileName, isCompressed, kind: 'text' } as const;
      await addFile(context, { ...about, place: 'temporary' }, targets);
    } else {
      const kind = stateKindOf(fileName);
      const about = { ...place, fileName, isCompressed: false, kind: kind ?? 'text' } as const;
      await addFile(context, { ...about, place: kind === undefined ? 'foreign' : 'state' }, targets);
    }
  }
}

function stateKindOf(fileName: string): ContentKind | undefined {
  const name = fileName.replace(SHELF_NUMBER, '$1');
  if (name.endsWith('.json')) return 'json';
  return LISTS.includes(name) ? 'text' : logKindOf(name);
}

async function addFile(
  { fileSystem }: DoctorContext,
  { folder, root, path, ...about }: Place & Omit<ScrubTarget, 'directory' | 'path'>,
  targets: ScrubTarget[],
): Promise<void> {
  const directory = join(root, path);
  // Nothing is read or written through a link.
  if ((await readKind(fileSystem, join(directory, about.fileName))) !== 'file') return;
  targets.push({ folder, root, directory, path: posix.join(path, about.fileName), ...about });
}

async function isFolder({ fileSystem }: DoctorContext, { root, path }: Place): Promise<boolean> {
  return (await readKind(fileSystem, join(root, path))) === 'directory';
}
