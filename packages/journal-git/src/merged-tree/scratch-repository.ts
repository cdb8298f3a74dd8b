import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { MERGE_TIME_LIMIT_MS } from '../constants.js';
import { type GitResult, runGit } from '../run-git.js';

/** Who signs commits that nobody ever sees. */
const AUTHOR: readonly (readonly [string, string])[] = [
  ['user.name', 'journal-git'],
  ['user.email', 'journal-git@localhost'],
  ['commit.gpgSign', 'false'],
];

/** An empty repository of our own that sees the objects of another one. */
export interface ScratchRepository {
  git(...args: string[]): Promise<GitResult>;
  /** The tree of an index of the other repository; undefined while it has conflicts. */
  writeIndexTree(indexFile: string): Promise<string | undefined>;
}

/**
 * Run work with a repository that can read every object of another one, and in which new objects go nowhere else.
 * It has none of the other's configuration, attributes and hooks, so a merge in it starts none of the programs
 * that these may name.
 *
 * @returns undefined where the folder is in no repository, or git is missing
 */
export async function withScratchRepository<T>(
  directory: string,
  work: (scratch: ScratchRepository) => Promise<T | undefined>,
): Promise<T | undefined> {
  const objects = await pathOf(directory, 'objects');
  const shallow = await pathOf(directory, 'shallow');
  const format = await runGit(directory, ['rev-parse', '--show-object-format']);
  if (objects === undefined || shallow === undefined || !format.ok) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'journal-git-'));
  try {
    const made = await runGit(folder, [
      'init',
      '--quiet',
      '--bare',
      '--template=',
      `--object-format=${format.output.toString('utf8').trim()}`,
    ]);
    if (!made.ok) return undefined;
    await mkdir(join(folder, 'objects/info'), { recursive: true });
    await writeFile(join(folder, 'objects/info/alternates'), `${quotePath(objects)}\n`);
    // Without it the ends of a shallow clone would look like damage.
    await copyIfThere(shallow, join(folder, 'shallow'));
    // By name: a bare repository that is only found is refused where the user wants that (safe.bareRepository).
    const git: ScratchRepository['git'] = (...args) =>
      runGit(folder, [`--git-dir=${folder}`, ...args], AUTHOR, MERGE_TIME_LIMIT_MS);
    return await work({
      git,
      async writeIndexTree(indexFile) {
        if (!(await copyIndex(indexFile, folder))) return undefined;
        const tree = await git('write-tree');
        return tree.ok ? tree.output.toString('utf8').trim() : undefined;
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pathOf(directory: string, name: string): Promise<string | undefined> {
  const found = await runGit(directory, ['rev-parse', '--git-path', name]);
  if (!found.ok) return undefined;
  return resolve(directory, found.output.toString('utf8').replace(/\r?\n$/, ''));
}

/** As git quotes a path in its list of alternates, where any character but these stands for itself. */
function quotePath(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

/** Since git writes into an index of which it makes a tree. */
async function copyIndex(indexFile: string, folder: string): Promise<boolean> {
  if (!(await copyIfThere(indexFile, join(folder, 'index')))) return false;
  // A split index is in two files.
  const names = await readdir(dirname(indexFile));
  for (const name of names.filter((one) => one.startsWith('sharedindex.'))) {
    await copyIfThere(join(dirname(indexFile), name), join(folder, name));
  }
  return true;
}

async function copyIfThere(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return false;
    throw error;
  }
}
