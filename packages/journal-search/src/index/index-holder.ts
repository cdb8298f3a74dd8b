import { identityOf } from './file-identity.js';
import { discardIndex, IndexDamage, IndexReader } from './index-reader.js';

/** A generation that one search uses; it stays open until that has ended. */
export interface IndexLease {
  reader: IndexReader;
  release(): void;
}

interface Held {
  reader: IndexReader;
  users: number;
  isCurrent: boolean;
}

/** Keeps the current generation of the index open. */
export class IndexHolder {
  readonly #path: string;
  #held: Held | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** The current generation, or why there is none that can be used. */
  acquire(): IndexLease | { reason: string } {
    const identity = identityOf(this.#path);
    if (this.#held !== undefined && this.#held.reader.identity !== identity) this.close();
    if (this.#held !== undefined) return lease(this.#held);
    try {
      const reader = IndexReader.open(this.#path);
      if (reader === undefined) return { reason: 'There is no index yet' };
      this.#held = { reader, users: 0, isCurrent: true };
      return lease(this.#held);
    } catch (error) {
      if (error instanceof IndexDamage) discardIndex(this.#path, identity);
      const detail = error instanceof Error ? error.message : String(error);
      return { reason: `The index cannot be used (${detail}) and is built anew` };
    }
  }

  /** Throws a generation away that turned out not to be as it was written. */
  discard({ reader }: IndexLease): void {
    discardIndex(this.#path, reader.identity);
    if (this.#held?.reader === reader) this.close();
  }

  /** What is in use is closed when that has ended. */
  close(): void {
    if (this.#held === undefined) return;
    this.#held.isCurrent = false;
    closeIfDone(this.#held);
    this.#held = undefined;
  }
}

function lease(held: Held): IndexLease {
  held.users += 1;
  return {
    reader: held.reader,
    release() {
      held.users -= 1;
      closeIfDone(held);
    },
  };
}

function closeIfDone({ reader, users, isCurrent }: Held): void {
  if (!isCurrent && users === 0) reader.close();
}
