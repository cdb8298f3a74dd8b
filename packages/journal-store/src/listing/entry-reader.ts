import { findMoved } from './find-moved.js';
import { HeadFilter } from './head-filter.js';
import type { ListingPlace } from './list-session-logs.js';
import type { StoredFile } from './stored-file.js';

export interface EntryReaderOptions<Field extends string, Entry> {
  place: ListingPlace;
  /** Fields of an entry that a query filters by. */
  fields: readonly Field[];
  query: { readonly [K in Field]?: string | undefined };
  /** Reads a log; nothing where it is gone or is none. */
  describe: (file: StoredFile) => Entry | undefined;
}

/** Reads the logs of a listing that match the query. */
export class EntryReader<Field extends string, Entry extends { [K in Field]?: string }> {
  readonly #place: ListingPlace;
  readonly #describe: (file: StoredFile) => Entry | undefined;
  readonly #wanted: readonly { field: Field; value: string }[];
  readonly #heads: HeadFilter;

  constructor({ place, fields, query, describe }: EntryReaderOptions<Field, Entry>) {
    this.#place = place;
    this.#describe = describe;
    this.#wanted = fields.flatMap((field) => {
      const value = query[field];
      return value === undefined ? [] : [{ field, value }];
    });
    this.#heads = new HeadFilter(this.#wanted.map(({ value }) => value));
  }

  /** Whether a log has to be opened to know whether it matches. */
  get isFiltered(): boolean {
    return this.#wanted.length > 0;
  }

  /** @returns nothing for what is gone, is no log or does not match; a promise only for what was archived or restored */
  read(file: StoredFile): Entry | undefined | Promise<Entry | undefined> {
    if (!this.#heads.mayMatch(this.#place.fileSystem.sync, file.path)) return undefined;
    const entry = this.#describe(file);
    return entry === undefined ? this.#readMoved(file) : this.#ifMatching(entry);
  }

  async #readMoved(file: StoredFile): Promise<Entry | undefined> {
    const moved = await findMoved(this.#place, file);
    const entry = moved && this.#describe(moved);
    return entry && this.#ifMatching(entry);
  }

  #ifMatching(entry: Entry): Entry | undefined {
    return this.#wanted.every(({ field, value }) => entry[field] === value) ? entry : undefined;
  }
}
