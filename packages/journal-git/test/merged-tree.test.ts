import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findCommit, readMergedTree } from '../src/index.js';
import { type Repository, useTemporaryFolders } from './repository.js';

const temporary = useTemporaryFolders();
const path = process.env.PATH;

afterEach(() => {
  process.env.PATH = path;
});

/** A git that knows no `merge-tree --write-tree`, as before 2.38. */
function useOldGit(): void {
  const programs = temporary.folder();
  const script = `for word in "$@"; do [ "$word" = merge-tree ] && exit 129; done\nPATH='${path}' exec git "$@"`;
  writeFileSync(join(programs, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.PATH = `${programs}${delimiter}${path}`;
}

/** A branch for each set of changes, from the commit that is checked out, which then is main again. */
function branch(repository: Repository, name: string, change: () => void): void {
  repository.git('checkout', '--quiet', '-b', name, 'main');
  change();
  repository.commitAll(name);
  repository.git('checkout', '--quiet', 'main');
}

function newRepository(): Repository {
  const repository = temporary.repository();
  repository.write('u/001_base.md', 'base\n');
  repository.write('other/file', '1\n');
  repository.commitAll();
  return repository;
}

async function paths(repository: Repository, heads: string[], folder = 'u'): Promise<string[]> {
  const tree = await readMergedTree(repository.root, heads, { folder });
  return (tree?.files ?? []).map((file) => [file.path, ...file.heads].join(' '));
}

function everyFile(directory: string): string[] {
  return readdirSync(directory, { recursive: true }).map(String).sort();
}

describe.each([
  ['git that merges', (): void => undefined, 'merge'],
  ['git before 2.38', useOldGit, 'names'],
] as const)('the merged tree of a %s', (_name, useGit, by) => {
  it('has the files of both sides, with the heads that have them', async () => {
    const repository = newRepository();
    branch(repository, 'one', () => repository.write('u/002_ours.md', '1'));
    branch(repository, 'two', () => repository.write('u/002_it\'s "theirs"\n.md', '2'));
    useGit();
    expect(await readMergedTree(repository.root, ['one', 'two'], { folder: 'u' })).toEqual({
      files: [
        { path: 'u/001_base.md', heads: ['one', 'two'], isContested: false },
        { path: 'u/002_it\'s "theirs"\n.md', heads: ['two'], isContested: false },
        { path: 'u/002_ours.md', heads: ['one'], isContested: false },
      ],
      by,
      isRelated: true,
    });
  });

  it('has the files of three branches, and of the whole repository where no folder is named', async () => {
    const repository = newRepository();
    for (const name of ['one', 'two', 'three']) {
      branch(repository, name, () => repository.write(`u/002_${name}.md`, name));
    }
    useGit();
    expect(await paths(repository, ['one', 'two', 'three'], '')).toEqual([
      'other/file one two three',
      'u/001_base.md one two three',
      'u/002_one.md one',
      'u/002_three.md three',
      'u/002_two.md two',
    ]);
  });

  it('has a renamed file once, and one that both have renamed under both names', async () => {
    const repository = newRepository();
    branch(repository, 'one', () => repository.git('mv', 'u/001_base.md', 'u/002_base.md'));
    branch(repository, 'two', () => repository.write('other/file', '2\n'));
    branch(repository, 'three', () => repository.git('mv', 'u/001_base.md', 'u/003_base.md'));
    useGit();
    expect(await paths(repository, ['one', 'two'])).toEqual(['u/002_base.md one']);
    expect(await paths(repository, ['two', 'one'])).toEqual(['u/002_base.md one']);
    expect(await paths(repository, ['one', 'three'])).toEqual(['u/002_base.md one', 'u/003_base.md three']);
  });

  it('is not stopped by conflicts, and says of which path both have a file of their own', async () => {
    const repository = newRepository();
    branch(repository, 'one', () => {
      repository.write('u/002_same.md', 'one\n');
      repository.write('u/001_base.md', 'one\n');
    });
    branch(repository, 'two', () => {
      repository.write('u/002_same.md', 'two\n');
      repository.write('u/001_base.md', 'two\n');
    });
    useGit();
    const tree = await readMergedTree(repository.root, ['one', 'two'], { folder: 'u' });
    expect(tree?.files).toEqual([
      { path: 'u/001_base.md', heads: ['one', 'two'], isContested: false },
      { path: 'u/002_same.md', heads: ['one', 'two'], isContested: true },
    ]);
  });

  it('knows when nothing says where two histories parted, as in a shallow clone', async () => {
    const source = newRepository();
    branch(source, 'side', () => source.write('u/002_side.md', '1'));
    source.git('mv', 'u/001_base.md', 'u/003_base.md');
    source.commitAll();
    const clone = temporary.repository();
    clone.git('fetch', '--quiet', '--depth=1', `file://${source.root}`, 'main:main', 'side:side', '-u');
    useGit();
    const tree = await readMergedTree(clone.root, ['main', 'side'], { folder: 'u' });
    expect(tree).toMatchObject({ isRelated: false, by });
    expect(tree?.files.map((file) => file.path)).toEqual(['u/001_base.md', 'u/002_side.md', 'u/003_base.md']);
  });

  it('takes the index for the next commit, also one that a hook is told of and one that is split', async () => {
    const repository = newRepository();
    branch(repository, 'side', () => repository.write('u/002_side.md', '1'));
    repository.git('update-index', '--split-index');
    repository.write('u/002_staged.md', '2');
    repository.git('add', '--all');
    repository.write('u/002_not-staged.md', '3');
    useGit();
    const index = { folder: 'u', index: true } as const;
    const expected = ['u/001_base.md index side', 'u/002_side.md side', 'u/002_staged.md index'];
    const tree = await readMergedTree(repository.root, ['side'], index);
    expect(tree?.files.map((file) => [file.path, ...file.heads].join(' '))).toEqual(expected);
    const named = await readMergedTree(repository.root, ['side'], { ...index, index: '.git/index' });
    expect(named).toEqual(tree);
  });
});

it('follows a folder that one side has renamed', async () => {
  const repository = newRepository();
  branch(repository, 'one', () => repository.git('mv', 'u', 'logs'));
  branch(repository, 'two', () => repository.write('u/002_two.md', '1'));
  expect(await paths(repository, ['one', 'two'], 'logs')).toEqual([
    'logs/001_base.md one',
    'logs/002_two.md',
  ]);
});

it('changes nothing in the repository and runs none of its programs', async () => {
  const repository = newRepository();
  const trace = join(temporary.folder(), 'trace');
  const script = join(temporary.folder(), 'script.sh');
  writeFileSync(script, `#!/bin/sh\necho ran >> '${trace}'\n`, { mode: 0o755 });
  repository.write('.gitattributes', '*.md merge=own filter=own diff=own\n');
  repository.commitAll();
  branch(repository, 'one', () => repository.write('u/001_base.md', 'one\n'));
  branch(repository, 'two', () => repository.write('u/001_base.md', 'two\n'));
  for (const setting of ['merge.own.driver', 'filter.own.clean', 'filter.own.smudge', 'diff.own.textconv']) {
    repository.git('config', setting, `${script} %O`);
  }
  const before = everyFile(join(repository.root, '.git'));
  const tree = await readMergedTree(repository.root, ['one', 'two'], { index: true });
  expect(tree?.files.map((file) => file.path)).toEqual(['.gitattributes', 'other/file', 'u/001_base.md']);
  expect(everyFile(join(repository.root, '.git'))).toEqual(before);
  expect(existsSync(trace)).toBe(false);
  // The merge driver is one that git would run.
  repository.git('merge-tree', '--write-tree', 'one', 'two');
  expect(existsSync(trace)).toBe(true);
});

it.each([
  ['an unknown commit', ['HEAD', 'no-such-branch']],
  ['an option', ['HEAD', '--output=stolen']],
])('is not known for %s', async (_name, heads) => {
  const repository = newRepository();
  expect(await readMergedTree(repository.root, heads)).toBeUndefined();
  expect(await findCommit(repository.root, heads[1] ?? '')).toBeUndefined();
  expect((await readMergedTree(repository.root, ['HEAD']))?.files).toHaveLength(2);
});

it('is not known outside a repository, nor of an index in conflict', async () => {
  expect(await readMergedTree(temporary.folder(), ['HEAD'])).toBeUndefined();
  const repository = newRepository();
  branch(repository, 'one', () => repository.write('u/001_base.md', 'one\n'));
  branch(repository, 'two', () => repository.write('u/001_base.md', 'two\n'));
  repository.git('checkout', '--quiet', 'one');
  expect(() => repository.git('merge', '--quiet', 'two')).toThrow();
  expect(await readMergedTree(repository.root, ['main'], { index: true })).toBeUndefined();
});

it('reads a repository of the other format of objects, and one whose path holds quotes', async () => {
  const repository = temporary.repository('--object-format=sha256');
  repository.write('a', '1');
  repository.commitAll();
  expect((await readMergedTree(repository.root, ['HEAD', 'main']))?.files).toHaveLength(1);
  const folder = join(temporary.folder(), 'it\'s "a\\b"\n:c');
  repository.git('clone', '--quiet', repository.root, folder);
  expect((await readMergedTree(folder, ['HEAD', 'origin/main']))?.files).toHaveLength(1);
});
