import { runGit } from './run-git.js';

const SCOPES_OF_REPOSITORY = new Set(['local', 'worktree']);

/**
 * Settings that switch off the content filters which a repository's own configuration defines, since
 * comparing a file runs them as programs. Filters of the user's configuration (LFS) stay in force.
 *
 * @returns undefined if the filters are not known, so that nothing may be compared
 */
export async function disarmFilters(directory: string): Promise<[name: string, value: string][] | undefined> {
  // --list and not --get-regexp, which fails where nothing matches.
  const listed = await runGit(directory, ['config', '--list', '--show-scope', '-z']);
  if (!listed.ok) return undefined;
  const fields = listed.output.toString('utf8').split('\0');
  const settings = new Map<string, string>();
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const name = (fields[index + 1] ?? '').split('\n', 1)[0] ?? '';
    if (!SCOPES_OF_REPOSITORY.has(fields[index] ?? '')) continue;
    if (!/^filter\..+\.(?:clean|process|required|smudge)$/s.test(name)) continue;
    settings.set(name, name.endsWith('.required') ? 'false' : '');
  }
  return [...settings];
}
