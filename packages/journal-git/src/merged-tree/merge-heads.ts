import { listTree } from './list-tree.js';
import { mergeNames, type Names } from './merge-names.js';
import type { MergedTree } from './merged-tree.js';
import { parseMergeTree } from './parse-merge-tree.js';
import type { ScratchRepository } from './scratch-repository.js';

/** What is merged: a commit, and the name by which it was meant. */
export interface Head {
  name: string;
  commit: string;
}

export interface Merged extends Pick<MergedTree, 'by' | 'isRelated'> {
  names: Names;
  contested: ReadonlySet<string>;
}

/** Merge one head after the other. */
export async function mergeHeads(
  scratch: ScratchRepository,
  heads: readonly Head[],
  folder: string,
): Promise<Merged | undefined> {
  return (await mergeByGit(scratch, heads, folder)) ?? (await mergeByNames(scratch, heads, folder));
}

/** @returns undefined for a git that has no such merge */
async function mergeByGit(
  scratch: ScratchRepository,
  [first, ...others]: readonly Head[],
  folder: string,
): Promise<Merged | undefined> {
  if (first === undefined) return undefined;
  const contested = new Set<string>();
  let [commit, isRelated] = [first.commit, true];
  for (const other of others) {
    isRelated &&= (await findBase(scratch, commit, other.commit)) !== undefined;
    const merged = await scratch.git(
      'merge-tree',
      '--write-tree',
      '-z',
      '--no-messages',
      '--allow-unrelated-histories',
      commit,
      other.commit,
    );
    // 1 says that there are conflicts; the tree is there all the same.
    const output = merged.ok || merged.exitCode === 1 ? merged.output : undefined;
    const parsed = output === undefined ? undefined : parseMergeTree(output);
    if (parsed === undefined) return undefined;
    for (const path of parsed.contested) contested.add(path);
    const next = await commitTree(scratch, parsed.tree, [commit, other.commit]);
    if (next === undefined) return undefined;
    commit = next;
  }
  const names = await listTree(scratch, commit, folder);
  return names && { names, contested, by: 'merge', isRelated };
}

async function mergeByNames(
  scratch: ScratchRepository,
  [first, ...others]: readonly Head[],
  folder: string,
): Promise<Merged | undefined> {
  if (first === undefined) return undefined;
  const contested = new Set<string>();
  let [commit, isRelated] = [first.commit, true];
  let names: Names | undefined = await listTree(scratch, commit, folder);
  for (const other of others) {
    const theirs = await listTree(scratch, other.commit, folder);
    const base = await findBase(scratch, commit, other.commit);
    const common = base === undefined ? new Map() : await listTree(scratch, base, folder);
    if (names === undefined || theirs === undefined || common === undefined) return undefined;
    const merged = mergeNames(names, theirs, common);
    for (const path of merged.contested) contested.add(path);
    names = merged.names;
    isRelated &&= base !== undefined;
    // So that the next one parts from both; its own tree is not looked at.
    const next = await commitTree(scratch, `${commit}^{tree}`, [commit, other.commit]);
    if (next === undefined) return undefined;
    commit = next;
  }
  return names && { names, contested, by: 'names', isRelated };
}

async function findBase({ git }: ScratchRepository, one: string, other: string): Promise<string | undefined> {
  const found = await git('merge-base', one, other);
  return found.ok ? found.output.toString('utf8').trim() : undefined;
}

/** @returns a commit that nothing refers to */
export async function commitTree(
  { git }: ScratchRepository,
  tree: string,
  parents: readonly string[],
): Promise<string | undefined> {
  const made = await git('commit-tree', '-m', 'merged', ...parents.flatMap((one) => ['-p', one]), tree);
  return made.ok ? made.output.toString('utf8').trim() : undefined;
}
