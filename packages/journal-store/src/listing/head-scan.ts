import type { SyncFileSystem } from '@opta/journal-fs';
import { HEADS_AT_ONCE } from '../constants.js';
import type { HeadFilter } from './head-filter.js';
import { Heads } from './heads.js';
import type { ListedFolder } from './listed-folder.js';
import type { NameGroup } from './name-group.js';

/** For heads that are not remembered. */
const passingHeads = new Heads();

/** Looks at the heads of some logs at once: most do not match, and one search rules out all of them. */
export class HeadScan {
  readonly #fileSystem: SyncFileSystem;
  readonly #listed: ListedFolder;
  readonly #filter: HeadFilter;
  #group: NameGroup | undefined;
  /** Of the first log that was looked at. */
  #first = 0;
  /** Whether each of them may match. */
  #mayMatch: boolean[] = [];

  constructor(fileSystem: SyncFileSystem, listed: ListedFolder, filter: HeadFilter) {
    this.#fileSystem = fileSystem;
    this.#listed = listed;
    this.#filter = filter;
  }

  /**
   * @param index - of a log in its group; the one before it is asked for next
   * @returns false if it does not match; true says nothing, neither that it is there nor that it can be read
   */
  mayMatch(group: NameGroup, index: number): boolean {
    const isKnown =
      group === this.#group && index >= this.#first && index - this.#first < this.#mayMatch.length;
    if (!isKnown) this.#look(group, index);
    return this.#mayMatch[index - this.#first] as boolean;
  }

  #look(group: NameGroup, last: number): void {
    this.#group = group;
    this.#first = Math.max(0, last - HEADS_AT_ONCE + 1);
    this.#mayMatch = [];
    const unread: number[] = [];
    const remembered = this.#listed.heads;
    for (let index = this.#first; index <= last; index += 1) {
      const head = remembered === undefined ? 0 : group.headAt(index);
      if (head === 0) unread.push(index);
      this.#mayMatch.push(head === 0 || this.#filter.mayMatch(remembered?.textOf(head) ?? ''));
    }
    if (unread.length > 0) this.#readRun(group, unread);
  }

  #readRun(group: NameGroup, indices: readonly number[]): void {
    const remembered = this.#listed.heads;
    const isRemembering = remembered?.hasRoom === true;
    const heads = isRemembering ? remembered : passingHeads.clear();
    heads.startRun(indices.length);
    const read: { index: number; head: number }[] = [];
    for (const index of indices) {
      const { path } = this.#listed.fileOf(group.names[index] as string);
      const head = heads.read(this.#fileSystem, path);
      if (head === 0) continue;
      read.push({ index, head });
      if (isRemembering) group.rememberHead(index, head);
    }
    const mayAnyMatch = this.#filter.mayMatch(heads.runText());
    for (const { index, head } of read) {
      this.#mayMatch[index - this.#first] = mayAnyMatch && this.#filter.mayMatch(heads.textOf(head));
    }
  }
}
