import type { SearchHit } from '../types.js';
import { formatCursor } from './cursor.js';
import type { Found } from './found.js';
import { compareKeys, type HitKey } from './hit-key.js';
import type { SearchRequest } from './search-request.js';

/** Takes as many hits as a page has, and looks whether there is one more. */
export async function buildPage(
  stream: AsyncGenerator<Found>,
  { text, limit, order, kinds, now }: SearchRequest,
  after: HitKey | undefined,
): Promise<{ hits: SearchHit[]; next?: string }> {
  const page: Found[] = [];
  let hasMore = false;
  for await (const found of stream) {
    hasMore = page.length === limit;
    if (hasMore) break;
    page.push(found);
  }
  const hits = page.map(({ toHit }) => toHit());
  const last = page.at(-1);
  if (!hasMore || last === undefined) return { hits };
  const position = { ...positionAfter(page, last, after), now };
  return { hits, next: formatCursor(position, { text, order, kinds }) };
}

function positionAfter(
  page: readonly Found[],
  last: Found,
  after: HitKey | undefined,
): { key: HitKey; score?: number } {
  if (last.score !== undefined) return { key: last.key, score: last.score };
  const inTime = page.filter(({ score }) => score === undefined);
  return { key: inTime.reduce<HitKey | undefined>((at, { key }) => advance(at, key), after) as HitKey };
}

/**
 * Where a page stands after one more hit. Where a clock was set back, a log gives a hit that is newer than the one
 * before; it came only now, so all that is older than the one before is still to come.
 */
function advance(before: HitKey | undefined, key: HitKey): HitKey {
  return before !== undefined && compareKeys(key, before) < 0 ? { ...key, at: before.at } : key;
}
