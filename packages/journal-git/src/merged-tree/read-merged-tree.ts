import { resolve } from 'node:path';
import { findCommit } from '../find-commit.js';
import { runGit } from '../run-git.js';
import { listTree } from './list-tree.js';
import { commitTree, type Head, mergeHeads } from './merge-heads.js';
import type { MergedTree } from './merged-tree.js';
import { type ScratchRepository, withScratchRepository } from './scratch-repository.js';

export interface ReadMergedTreeOptions {
  /** Only files below this folder, from the root of the repository, separated by `/`. Default: all. */
  folder?: string;
  /**
   * The index counts in the place of the commit that is checked out: what the next commit would have. `true` for that
   * of the work tree, or its path, which a hook finds in `GIT_INDEX_FILE`.
   */
  index?: true | string;
}

/** How the index is named among the heads. */
const INDEX_NAME = 'index';

/**
 * Read which files there would be if commits were merged, without merging them; never rejects because of git.
 *
 * The first is merged with the second, the result with the third. A conflict holds up nothing: every file that git
 * would leave in the work tree is there. Nothing is written into the repository, and none of the programs is run that its
 * configuration or attributes name.
 *
 * @param directory a folder in the repository
 * @param heads commits, branches or tags, `HEAD` for what is checked out; with `index`, the index comes first
 * @returns undefined outside a repository, for an unknown commit, an index with conflicts, and where git is missing,
 * refuses or takes more than a minute for one step
 *
 * @example
 * ```ts
 * const tree = await readMergedTree('.', ['HEAD', 'origin/main'], { folder: 'updates' });
 * for (const { path, heads } of tree?.files ?? []) console.log(path, heads);
 * ```
 */
export async function readMergedTree(
  directory: string,
  heads: readonly string[],
  { folder = '', index }: ReadMergedTreeOptions = {},
): Promise<MergedTree | undefined> {
  const named: Head[] = [];
  for (const name of heads) {
    const commit = await findCommit(directory, name);
    if (commit === undefined) return undefined;
    named.push({ name, commit });
  }
  return withScratchRepository(directory, async (scratch) => {
    if (index !== undefined) {
      const commit = await commitIndex(scratch, directory, index);
      if (commit === undefined) return undefined;
      named.unshift({ name: INDEX_NAME, commit });
    }
    return mergeNamed(scratch, named, folder);
  });
}

async function mergeNamed(
  scratch: ScratchRepository,
  named: readonly Head[],
  folder: string,
): Promise<MergedTree | undefined> {
  const merged = await mergeHeads(scratch, named, folder);
  if (merged === undefined) return undefined;
  const trees: { name: string; paths: ReadonlyMap<string, string> }[] = [];
  for (const { name, commit } of named) {
    const paths = await listTree(scratch, commit, folder);
    if (paths === undefined) return undefined;
    trees.push({ name, paths });
  }
  const files = [...merged.names.keys()].sort().map((path) => ({
    path,
    heads: trees.filter(({ paths }) => paths.has(path)).map(({ name }) => name),
    isContested: merged.contested.has(path),
  }));
  return { files, by: merged.by, isRelated: merged.isRelated };
}

/** What `git commit` would make now: also in the middle of a merge, and before the first commit. */
async function commitIndex(
  scratch: ScratchRepository,
  directory: string,
  index: true | string,
): Promise<string | undefined> {
  const file = index === true ? await findIndex(directory) : index;
  const tree = file === undefined ? undefined : await scratch.writeIndexTree(resolve(directory, file));
  if (tree === undefined) return undefined;
  const parents = await Promise.all(['HEAD', 'MERGE_HEAD'].map((name) => findCommit(directory, name)));
  return commitTree(
    scratch,
    tree,
    parents.flatMap((parent) => parent ?? []),
  );
}

async function findIndex(directory: string): Promise<string | undefined> {
  const found = await runGit(directory, ['rev-parse', '--git-path', 'index']);
  return found.ok ? found.output.toString('utf8').replace(/\r?\n$/, '') : undefined;
}
