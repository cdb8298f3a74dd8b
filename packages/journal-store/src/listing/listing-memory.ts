import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { MAX_REMEMBERED_NAMES, REMEMBERED_MS } from '../constants.js';
import { FolderWatches } from './folder-watches.js';
import { Heads } from './heads.js';
import { type FolderForm, type ListedFolder, readListedFolder } from './listed-folder.js';

interface Remembered {
  listed: ListedFolder;
  watches: FolderWatches;
  timer: NodeJS.Timeout;
}

/**
 * The last listing of a folder, as long as all that has changed since is known: for a minute, and where the system
 * reports every change. Elsewhere the folder is read each time, and nothing is remembered.
 */
export class ListingMemory {
  readonly #fileSystem: FileSystem;
  readonly #directory: string;
  readonly #form: FolderForm;
  readonly #mayRemember: boolean;
  #remembered: Remembered | undefined;
  /** One after the other: each takes what the system has reported. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param mayRemember - false for who lists once and ends: then nothing is watched */
  constructor(
    place: { fileSystem: FileSystem; directory: string },
    form: FolderForm,
    { mayRemember = true }: { mayRemember?: boolean | undefined } = {},
  ) {
    this.#fileSystem = place.fileSystem;
    this.#directory = place.directory;
    this.#form = form;
    // Of a file system that somebody else has made, nothing can be watched.
    this.#mayRemember = mayRemember && place.fileSystem === nodeFileSystem;
  }

  /** The folder as it is now. Heads that are remembered for it have not changed since they were read. */
  list(): Promise<ListedFolder> {
    const listing = this.#last.then(() => this.#list());
    this.#last = listing.catch(() => undefined);
    return listing;
  }

  async #list(): Promise<ListedFolder> {
    const remembered = this.#remembered;
    if (remembered === undefined) return this.#begin();
    const { watches } = remembered;
    await watches.catchUp();
    if (watches.isComplete && !watches.areNamesCurrent) await this.#readAgain(remembered);
    if (!watches.isComplete) {
      this.#forget();
      return this.#begin();
    }
    forgetHeads(remembered.listed, watches.takeChanged());
    return remembered.listed;
  }

  async #begin(): Promise<ListedFolder> {
    if (!this.#mayRemember) return this.#read();
    const watches = new FolderWatches(this.#fileSystem);
    try {
      const listed = await this.#read(watches);
      if (listed.names.length > MAX_REMEMBERED_NAMES) watches.close();
      if (!watches.isComplete) return listed;
      listed.heads = new Heads();
      const timer = setTimeout(() => this.#forget(), REMEMBERED_MS).unref();
      this.#remembered = { listed, watches, timer };
      return listed;
    } catch (error) {
      watches.close();
      throw error;
    }
  }

  /** Reads the names again, and keeps the heads of those that are still there. */
  async #readAgain(remembered: Remembered): Promise<void> {
    const { watches, listed: before } = remembered;
    const folders = watches.size;
    watches.startNames();
    const listed = await this.#read(watches);
    // In a folder of the archive that is new as a whole, there may be another log of a name that is known.
    if (watches.size !== folders || listed.names.length > MAX_REMEMBERED_NAMES) watches.close();
    if (!watches.isComplete) return;
    if (before.heads !== undefined) listed.heads = before.heads;
    moveHeads(before, listed);
    remembered.listed = listed;
  }

  #read(watches?: FolderWatches): Promise<ListedFolder> {
    const place = { fileSystem: this.#fileSystem, directory: this.#directory };
    return readListedFolder(place, this.#form, watches && { onFolder: (path) => watches.add(path) });
  }

  #forget(): void {
    this.#remembered?.watches.close();
    clearTimeout(this.#remembered?.timer);
    this.#remembered = undefined;
  }
}

function moveHeads(from: ListedFolder, to: ListedFolder): void {
  const groups = new Map(to.groups.select({ includeOther: true }).map((group) => [group.prefix, group]));
  for (const before of from.groups.remembered) {
    const group = groups.get(before.prefix);
    if (group === undefined) continue;
    const heads = new Map(before.names.map((name, index) => [name, before.headAt(index)]));
    for (const [index, name] of group.names.entries()) group.rememberHead(index, heads.get(name) ?? 0);
  }
}

function forgetHeads({ groups }: ListedFolder, names: ReadonlySet<string>): void {
  if (names.size === 0) return;
  for (const group of groups.remembered) {
    for (const [index, name] of group.names.entries()) if (names.has(name)) group.rememberHead(index, 0);
  }
}
