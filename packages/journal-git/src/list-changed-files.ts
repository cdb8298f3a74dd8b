import { addNameStatus } from './add-name-status.js';
import { addWorkTreeChange } from './add-status-entry.js';
import { ChangeSet } from './change-set.js';
import type { ChangedFiles } from './changed-files.js';
import { disarmFilters } from './disarm-filters.js';
import { findCommit } from './find-commit.js';
import { parseGitStatus } from './parse-git-status.js';
import { readStatusEntries } from './read-status-entries.js';
import { runGit } from './run-git.js';

export interface ListChangedFilesOptions {
  /** A commit, as git names commits, since which changes count. Default: the one that is checked out. */
  since?: string;
}

/** Submodules count by the commit that is checked out in them; nothing is run inside them. */
const COMPARISON = ['-z', '--find-renames', '--ignore-submodules=dirty'];

/**
 * List the files of a work tree that differ from a commit, untracked files included and ignored ones not;
 * never rejects.
 *
 * Names are read NUL-separated, so spaces, quotes, newlines and any script survive. A name that is not
 * UTF-8 gets replacement characters. Nothing is changed or locked and no program that the repository's
 * configuration names is run: a content filter of the repository's own configuration is switched off, so
 * a file that it would convert may count as modified. A file that commits since `since` changed and the work
 * tree changed back counts as modified.
 *
 * @param directory a folder in the work tree; the whole work tree is listed
 * @returns undefined outside a work tree, for an unknown commit, and where git is missing, refuses, takes
 * more than 2 seconds for one call or prints more than 32 MiB
 *
 * @example
 * ```ts
 * const changed = await listChangedFiles('.', { since: '4f2a9c1' });
 * console.log(changed?.renamed.map(({ from, to }) => `${from} → ${to}`));
 * ```
 */
export async function listChangedFiles(
  directory: string,
  options: ListChangedFilesOptions = {},
): Promise<ChangedFiles | undefined> {
  const settings = await disarmFilters(directory);
  if (settings === undefined) return undefined;
  const status = await runGit(
    directory,
    ['status', '--porcelain=v2', '--untracked-files=all', ...COMPARISON],
    settings,
  );
  if (!status.ok) return undefined;
  if (options.since === undefined) return parseGitStatus(status.output);
  const since = await findCommit(directory, options.since);
  if (since === undefined) return undefined;
  // With the index and not with the work tree: that comparison would lock and rewrite the index.
  const difference = await runGit(directory, [
    'diff',
    '--cached',
    '--name-status',
    ...COMPARISON,
    since,
    '--',
  ]);
  if (!difference.ok) return undefined;
  const changes = new ChangeSet();
  addNameStatus(changes, difference.output);
  for (const entry of readStatusEntries(status.output)) addWorkTreeChange(changes, entry);
  return changes.toChangedFiles();
}
