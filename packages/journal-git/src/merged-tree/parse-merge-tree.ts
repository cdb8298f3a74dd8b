import { splitFields } from '../split-fields.js';

/** What `git merge-tree --write-tree -z --no-messages` prints. */
export interface MergeTreeOutput {
  tree: string;
  /** Paths that both sides have added, with different content. */
  contested: string[];
}

/**
 * Read the output of `git merge-tree`: the merged tree, then one field for each version of a file in conflict.
 *
 * Source: git-merge-tree(1), "Output".
 */
export function parseMergeTree(output: Uint8Array | string): MergeTreeOutput | undefined {
  const [tree = '', ...fields] = splitFields(output);
  if (!/^[0-9a-f]{40,64}$/.test(tree)) return undefined;
  const stages = new Map<string, Set<string>>();
  for (const field of fields) {
    const [, stage = '', path = ''] = /^\d+ [0-9a-f]+ ([123])\t(.*)$/s.exec(field) ?? [];
    if (path !== '') stages.set(path, (stages.get(path) ?? new Set()).add(stage));
  }
  const isContested = (of: ReadonlySet<string>): boolean => of.has('2') && of.has('3') && !of.has('1');
  return { tree, contested: [...stages].flatMap(([path, of]) => (isContested(of) ? path : [])) };
}
