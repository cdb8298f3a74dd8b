import { relative, sep } from 'node:path';
import { errnoOf, type FileSystem } from '@opta/journal-fs';
import { findRepositoryRoot, listChangedFiles } from '@opta/journal-git';

/** Commits that are checked out, or that git is bringing in at this moment. */
const COMMITS = [undefined, 'MERGE_HEAD', 'REBASE_HEAD', 'CHERRY_PICK_HEAD'] as const;

/**
 * The files of a folder that are in no commit yet.
 *
 * @returns their names; undefined where git does not know the folder
 */
export async function readUncommitted(
  fileSystem: FileSystem,
  directory: string,
): Promise<ReadonlySet<string> | undefined> {
  const prefix = await findPrefix(fileSystem, directory);
  if (prefix === undefined) return undefined;
  let uncommitted: Set<string> | undefined;
  for (const since of COMMITS) {
    const changed = await listChangedFiles(directory, since === undefined ? {} : { since });
    if (changed === undefined) {
      if (since === undefined) return undefined;
      continue;
    }
    const paths = [...changed.created, ...changed.renamed.map(({ to }) => to)];
    const names = new Set(
      paths.flatMap((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : [])),
    );
    uncommitted =
      uncommitted === undefined ? names : new Set([...uncommitted].filter((name) => names.has(name)));
  }
  return uncommitted;
}

/** What the paths of the folder's files begin with in the repository. */
async function findPrefix(fileSystem: FileSystem, directory: string): Promise<string | undefined> {
  const root = await findRepositoryRoot(directory);
  if (root === undefined) return undefined;
  try {
    const path = relative(await fileSystem.async.realpath(root), await fileSystem.async.realpath(directory));
    return path === '' ? '' : `${path.split(sep).join('/')}/`;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
