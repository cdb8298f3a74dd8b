import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runGit } from './run-git.js';

/**
 * Find the top folder of the work tree that a folder belongs to; never rejects.
 *
 * Where there is no git to ask, the nearest folder upwards that holds `.git` is taken.
 *
 * @param directory an existing folder
 * @returns an absolute path with symbolic links resolved by git; undefined outside a work tree, in a bare
 * repository, inside `.git`, for a folder that does not exist and where git refuses (another owner)
 *
 * @example
 * ```ts
 * const root = await findRepositoryRoot(process.cwd());
 * ```
 */
export async function findRepositoryRoot(directory: string): Promise<string | undefined> {
  const answer = await runGit(directory, ['rev-parse', '--show-toplevel']);
  if (answer.ok) return resolve(withoutLastNewline(answer.output.toString('utf8')));
  return answer.reason === 'missing' ? findMarkedFolder(directory) : undefined;
}

/** A path may itself end in a newline; git adds one. */
function withoutLastNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function findMarkedFolder(directory: string): string | undefined {
  let folder = resolve(directory);
  if (!existsSync(folder)) return undefined;
  while (!existsSync(join(folder, '.git'))) {
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
  return folder;
}
