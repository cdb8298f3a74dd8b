import type { Found } from './found.js';
import { compareKeys } from './hit-key.js';

/** Gives what several streams give, the newest of their heads first. Each is asked only when its head was taken. */
export async function* mergeStreams(streams: readonly AsyncGenerator<Found>[]): AsyncGenerator<Found> {
  const heads: { found: Found; stream: AsyncGenerator<Found> }[] = [];
  try {
    for (const stream of streams) await take(stream, heads);
    for (;;) {
      const head = heads.reduce<(typeof heads)[number] | undefined>(
        (best, one) => (best === undefined || compareKeys(one.found.key, best.found.key) < 0 ? one : best),
        undefined,
      );
      if (head === undefined) return;
      yield head.found;
      heads.splice(heads.indexOf(head), 1);
      await take(head.stream, heads);
    }
  } finally {
    for (const stream of streams) await stream.return(undefined);
  }
}

async function take(
  stream: AsyncGenerator<Found>,
  heads: { found: Found; stream: AsyncGenerator<Found> }[],
): Promise<void> {
  const next = await stream.next();
  if (next.done !== true) heads.push({ found: next.value, stream });
}
