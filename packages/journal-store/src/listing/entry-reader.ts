import { findMoved } from './find-moved.js';
import { HeadFilter } from './head-filter.js';
import { HeadScan } from './head-scan.js';
import type { ListingPlace } from './list-session-logs.js';
import type { ListedFolder } from './listed-folder.js';
import type { NameGroup } from './name-group.js';
import type { StoredFile } from './stored-file.js';

export interface EntryReaderOptions<Field extends string, Entry> {
  place: ListingPlace;
  listed: ListedFolder;
  /** Fields of an entry that a query filters by. */
  fields: readonly Field[];
  query: { readonly [K in Field]?: string | undefined };
  /** Reads a log; nothing where it is gone or is none. */
  describe: (file: StoredFile) => Entry | undefined;
}

/** Reads the logs of a listing that match the query. */
export class EntryReader<Field extends string, Entry extends { [K in Field]?: string }> {
  readonly #place: ListingPlace;
  readonly #listed: ListedFolder;
  readonly #describe: (file: StoredFile) => Entry | undefined;
  readonly #wanted: readonly { field: Field; value: string }[];
  /** Absent where there is nothing to look for in heads. */
  readonly #scan: HeadScan | undefined;

  constructor({ place, listed, fields, query, describe }: EntryReaderOptions<Field, Entry>) {
    this.#place = place;
    this.#listed = listed;
    this.#describe = describe;
    this.#wanted = wantedOf(fields, query);
    const filter = new HeadFilter(this.#wanted.map(({ value }) => value));
    if (filter.canRuleOut) this.#scan = new HeadScan(place.fileSystem.sync, listed, filter);
  }

  /** Whether a log may match, by the bytes of its head; absent where those cannot say. */
  get mayMatch(): ((group: NameGroup, index: number) => boolean) | undefined {
    const scan = this.#scan;
    return scan && ((group, index) => scan.mayMatch(group, index));
  }

  /** @returns nothing for what is gone, is no log or does not match; a promise only for what was archived or restored */
  read(name: string): Entry | undefined | Promise<Entry | undefined> {
    const file = this.#listed.fileOf(name);
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

/** Whether a query compares fields of the frontmatter, so that a log has to be opened to know whether it matches. */
export function isFilteredBy<Field extends string>(
  fields: readonly Field[],
  query: { readonly [K in Field]?: string | undefined },
): boolean {
  return wantedOf(fields, query).length > 0;
}

function wantedOf<Field extends string>(
  fields: readonly Field[],
  query: { readonly [K in Field]?: string | undefined },
): { field: Field; value: string }[] {
  return fields.flatMap((field) => {
    const value = query[field];
    return value === undefined ? [] : [{ field, value }];
  });
}
