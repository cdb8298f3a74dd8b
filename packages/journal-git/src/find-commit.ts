import { runGit } from './run-git.js';

/**
 * Find the commit that a name means in the repository of a folder; never rejects.
 *
 * A text that looks like an option never reaches git as one.
 *
 * @param directory a folder in the repository
 * @param name a commit, branch or tag, as git names commits
 * @returns all its digits; undefined where there is no such commit, no repository or no git
 *
 * @example
 * ```ts
 * const commit = await findCommit('.', 'origin/main');
 * ```
 */
export async function findCommit(directory: string, name: string): Promise<string | undefined> {
  const found = await runGit(directory, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${name}^{commit}`,
  ]);
  if (!found.ok) return undefined;
  return found.output.toString('utf8').trim();
}
