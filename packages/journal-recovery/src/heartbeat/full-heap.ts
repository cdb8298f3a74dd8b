import { FULL_HEAP_SHARE } from '../constants.js';

/**
 * Why a kill was one for want of memory, as far as the heap tells: V8 ends the process when its limit is reached.
 *
 * @returns undefined where the heap had room
 */
export function describeFullHeap(heap: { heap_used: number; heap_limit: number }): string | undefined {
  const share = heap.heap_limit === 0 ? 0 : heap.heap_used / heap.heap_limit;
  if (share < FULL_HEAP_SHARE) return undefined;
  return `the heap was ${Math.floor(share * 100)} % full at the last heartbeat`;
}
