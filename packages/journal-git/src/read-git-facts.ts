import { resolve } from 'node:path';
import { SHORT_COMMIT_DIGITS } from './constants.js';
import { disarmFilters } from './disarm-filters.js';
import { findRepositoryRoot } from './find-repository-root.js';
import { readVersion } from './read-version.js';
import { runGit } from './run-git.js';

/** What is known about the repository of a folder. What is not known is absent. */
export interface GitFacts {
  /** Top folder of the work tree; of a bare repository its own folder. */
  root: string;
  /** The commit that is checked out, at least 7 digits; absent before the first commit. */
  commit?: string;
  /** The same with all its digits. */
  fullCommit?: string;
  /** The branch that is checked out, also before its first commit; absent where HEAD is detached. */
  branch?: string;
  /** From the nearest package.json or pyproject.toml, from the folder up to the root. */
  version?: string;
  /** Whether anything differs from the commit, untracked files included. Submodules count by commit. */
  dirty?: boolean;
}

/**
 * Read version, commit and branch of the repository that a folder belongs to; never rejects.
 *
 * Nothing is changed or locked, no network is used, and no program that the repository's configuration
 * names is run. Each call of git may take 2 seconds; what did not come in time is absent.
 *
 * @param directory an existing folder
 * @returns undefined where there is no repository, or git refuses to look at it
 *
 * @example
 * ```ts
 * const facts = await readGitFacts(process.cwd());
 * console.log(facts?.version, facts?.commit, facts?.branch);
 * ```
 */
export async function readGitFacts(directory: string): Promise<GitFacts | undefined> {
  const workTree = await findRepositoryRoot(directory);
  const root = workTree ?? (await findBareRoot(directory));
  if (root === undefined) return undefined;
  const [fullCommit, commit, branch, version, dirty] = await Promise.all([
    line(directory, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']),
    line(directory, ['rev-parse', '--verify', '--quiet', `--short=${SHORT_COMMIT_DIGITS}`, 'HEAD^{commit}']),
    line(directory, ['symbolic-ref', '--quiet', 'HEAD']),
    workTree === undefined ? undefined : readVersion(directory, root),
    workTree === undefined ? undefined : isDirty(directory),
  ]);
  return {
    root,
    ...(commit === undefined ? {} : { commit }),
    ...(fullCommit === undefined ? {} : { fullCommit }),
    ...(branch === undefined ? {} : { branch: branch.replace(/^refs\/heads\//, '') }),
    ...(version === undefined ? {} : { version }),
    ...(dirty === undefined ? {} : { dirty }),
  };
}

async function findBareRoot(directory: string): Promise<string | undefined> {
  if ((await line(directory, ['rev-parse', '--is-bare-repository'])) !== 'true') return undefined;
  const folder = await line(directory, ['rev-parse', '--absolute-git-dir']);
  return folder === undefined ? undefined : resolve(folder);
}

async function isDirty(directory: string): Promise<boolean | undefined> {
  const settings = await disarmFilters(directory);
  if (settings === undefined) return undefined;
  const status = await runGit(
    directory,
    ['status', '--porcelain=v2', '-z', '--untracked-files=normal', '--ignore-submodules=dirty'],
    settings,
  );
  return status.ok ? status.output.length > 0 : undefined;
}

async function line(directory: string, args: readonly string[]): Promise<string | undefined> {
  const answer = await runGit(directory, args);
  const text = answer.ok ? answer.output.toString('utf8').replace(/\r?\n$/, '') : '';
  return text === '' ? undefined : text;
}
