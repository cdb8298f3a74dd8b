export interface Deferred {
  promise: Promise<void>;
  resolve(): void;
}

/** A promise and what resolves it. */
export function createDeferred(): Deferred {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
