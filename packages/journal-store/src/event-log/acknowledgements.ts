interface Group {
  promise: Promise<boolean>;
  resolve(isDurable: boolean): void;
}

/** Whom one sync answers: everybody who appended since the last one began shares a promise. */
export class Acknowledgements {
  #open: Group | undefined;
  /** Groups whose lines are on their way to the disk. */
  #taken: Group[] = [];

  get isWaiting(): boolean {
    return this.#open !== undefined;
  }

  join(): Promise<boolean> {
    this.#open ??= createGroup();
    return this.#open.promise;
  }

  /** What was appended so far is about to be written. */
  take(): void {
    if (this.#open !== undefined) this.#taken.push(this.#open);
    this.#open = undefined;
  }

  settleTaken(isDurable: boolean): void {
    for (const group of this.#taken.splice(0)) group.resolve(isDurable);
  }

  settleAll(isDurable: boolean): void {
    this.take();
    this.settleTaken(isDurable);
  }
}

function createGroup(): Group {
  let resolve: (isDurable: boolean) => void = () => undefined;
  const promise = new Promise<boolean>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
