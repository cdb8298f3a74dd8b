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
  #count = 0;
  /** Whether each of them may match. */
  readonly #mayMatch = new Uint8Array(HEADS_AT_ONCE);
  /** Which of them must be read, counted from the first. */
  readonly #unread = new Uint8Array(HEADS_AT_ONCE);
  /** How long the heads of those are; 0 where one could not be read. */
  readonly #lengths = new Uint16Array(HEADS_AT_ONCE);

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
    const isKnown = group === this.#group && index >= this.#first && index - this.#first < this.#count;
    if (!isKnown) this.#look(group, index);
    return this.#mayMatch[index - this.#first] === 1;
  }

  #look(group: NameGroup, last: number): void {
    this.#group = group;
    this.#first = Math.max(0, last - HEADS_AT_ONCE + 1);
    this.#count = last - this.#first + 1;
    const remembered = this.#listed.heads;
    let unread = 0;
    for (let at = 0; at < this.#count; at += 1) {
      const head = remembered === undefined ? 0 : group.headAt(this.#first + at);
      if (head === 0) {
        this.#unread[unread] = at;
        unread += 1;
      }
      this.#mayMatch[at] = Number(head === 0 || this.#filter.mayMatch((remembered as Heads).at(head)));
    }
    if (unread > 0) this.#readRun(group, unread);
  }

  #readRun(group: NameGroup, count: number): void {
    const remembered = this.#listed.heads;
    const isRemembering = remembered?.hasRoom === true;
    const heads = isRemembering ? remembered : passingHeads.clear();
    const { names } = group;
    heads.startRun(count);
    for (let index = 0; index < count; index += 1) {
      const name = names[this.#first + (this.#unread[index] as number)] as string;
      this.#lengths[index] = heads.read(this.#fileSystem, this.#listed.fileOf(name).path);
    }
    const mayAnyMatch = this.#filter.mayMatch(heads.ofRun());
    let begin = 0;
    for (let index = 0; index < count; index += 1) {
      const at = this.#unread[index] as number;
      const length = this.#lengths[index] as number;
      if (length === 0) continue;
      const head = heads.placeOf(begin, length);
      begin += length;
      if (isRemembering) group.rememberHead(this.#first + at, head);
      this.#mayMatch[at] = Number(mayAnyMatch && this.#filter.mayMatch(heads.at(head)));
    }
  }
}
