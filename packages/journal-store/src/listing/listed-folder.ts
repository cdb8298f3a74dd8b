import type { FileSystem } from '@opta/journal-fs';
import type { Heads } from './heads.js';
import type { KeyForm } from './key-form.js';
import { type FolderNames, listFolder } from './list-files.js';
import { NameGroups } from './name-groups.js';
import { type NameForm, NamesByDay } from './names-by-day.js';

/** How the logs of a folder are named and ordered. */
export interface FolderForm {
  names: NameForm;
  keys: KeyForm;
}

/** A log folder and its archive in the order of a listing. */
export interface ListedFolder extends FolderNames {
  groups: NameGroups;
  /** Where heads are kept that later listings need not read; absent where nothing is remembered. */
  heads?: Heads;
}

export interface ReadListedFolderOptions {
  /** Told of the folder and of every one in its archive, before their names are read. */
  onFolder?: (path: string) => void;
  /** False for a name that is not asked for: it then stands in no group. */
  isWanted?: (name: string) => boolean;
  /** Adds names of another form to their days. */
  addNames?: (folder: FolderNames, byDay: NamesByDay) => void;
}

export async function readListedFolder(
  { fileSystem, directory }: { fileSystem: FileSystem; directory: string },
  form: FolderForm,
  { onFolder, isWanted, addNames }: ReadListedFolderOptions = {},
): Promise<ListedFolder> {
  const byDay = new NamesByDay(form.names);
  const folder = await listFolder(fileSystem, directory, {
    onFolder,
    onNames: (names) => byDay.add(isWanted === undefined ? names : names.filter(isWanted)),
  });
  addNames?.(folder, byDay);
  return { ...folder, groups: new NameGroups(byDay, form.keys) };
}
