import type { Nodes } from 'mdast';

/** Whether a tree has more levels than `levels`, the given nodes being the first. Not recursive, whatever comes. */
export function nestsDeeperThan(nodes: readonly Nodes[], levels: number): boolean {
  let level = nodes;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((node): Nodes[] => ('children' in node ? node.children : []));
  }
  return false;
}
