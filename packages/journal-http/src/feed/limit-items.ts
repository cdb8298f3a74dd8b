import type { FeedFilter } from './create-feed-filter.js';
import type { FeedItem } from './feed-item.js';

/**
 * Leaves out the first events and tells once how many, with what was missing between them.
 *
 * @param skip - how many matching records are left out
 */
export async function* limitItems(
  items: AsyncIterable<FeedItem>,
  skip: number,
  matches: FeedFilter,
): AsyncGenerator<FeedItem, void, undefined> {
  let left = skip;
  let missed: number | null = 0;
  const gap = (): FeedItem => ({ kind: 'gap', missed, reason: 'there are more than the limit' });
  for await (const item of items) {
    if (left === 0) {
      yield item;
      continue;
    }
    if (item.kind === 'gap') missed = missed === null || item.missed === null ? null : missed + item.missed;
    if (item.kind !== 'record' || !matches(item.record.type)) continue;
    missed = missed === null ? null : missed + 1;
    left -= 1;
    if (left === 0) yield gap();
  }
  if (left > 0) yield gap();
}

/** How many of these are records that match. */
export async function countMatching(items: AsyncIterable<FeedItem>, matches: FeedFilter): Promise<number> {
  let count = 0;
  for await (const item of items) if (item.kind === 'record' && matches(item.record.type)) count += 1;
  return count;
}
