/** Lets only so many readers ask for their next item at once, in the order in which they come. */
export class ReadingLane {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(width: number) {
    this.#free = width;
  }

  /** The same items. Who holds one and does not ask for the next is in nobody's way. */
  async *read<Item>(items: AsyncGenerator<Item, void, undefined>): AsyncGenerator<Item, void, undefined> {
    try {
      for (;;) {
        const next = await this.#next(items);
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await items.return();
    }
  }

  async #next<Item>(items: AsyncGenerator<Item, void, undefined>): Promise<IteratorResult<Item, void>> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await items.next();
    } finally {
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#free += 1;
      else waiting();
    }
  }
}
