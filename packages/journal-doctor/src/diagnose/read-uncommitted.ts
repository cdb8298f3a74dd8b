import type { FileSystem } from '@opta/journal-fs';
import { listChangedFiles } from '@opta/journal-git';
import { findRepositoryFolder } from '../folders/find-repository-folder.js';

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
  const folder = await findRepositoryFolder(fileSystem, directory);
  if (folder === undefined) return undefined;
  const prefix = folder.path === '' ? '' : `${folder.path}/`;
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
