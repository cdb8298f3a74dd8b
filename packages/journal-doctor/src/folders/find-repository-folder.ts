import { dirname, join, relative, sep } from 'node:path';
import { errnoOf, type FileSystem } from '@opta/journal-fs';
import { findRepositoryRoot } from '@opta/journal-git';
import { toJournalDoctorError } from '../errors.js';

/** A folder as git names it. */
export interface RepositoryFolder {
  root: string;
  /** From the root, separated by `/`; empty for the root itself. */
  path: string;
}

/**
 * Where a folder is in its repository. It need not be there: another branch may have it.
 *
 * @returns undefined outside a repository
 */
export async function findRepositoryFolder(
  fileSystem: FileSystem,
  directory: string,
): Promise<RepositoryFolder | undefined> {
  const real = await realPathOf(fileSystem, directory);
  const root = await findRepositoryRoot(real.existing);
  if (root === undefined) return undefined;
  const path = relative(await fileSystem.async.realpath(root), join(real.existing, real.rest));
  return { root, path: path.split(sep).join('/') };
}

/** The path without links, of which a last part may be missing. */
async function realPathOf(
  fileSystem: FileSystem,
  directory: string,
): Promise<{ existing: string; rest: string }> {
  for (let folder = directory; ; folder = dirname(folder)) {
    try {
      return { existing: await fileSystem.async.realpath(folder), rest: relative(folder, directory) };
    } catch (error) {
      if (errnoOf(error) === 'ENOENT' && folder !== dirname(folder)) continue;
      throw toJournalDoctorError(error, 'follow the path', directory);
    }
  }
}
