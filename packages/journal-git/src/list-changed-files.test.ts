import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolders } from '../test/repository.js';
import { listChangedFiles } from './list-changed-files.js';

const temporary = useTemporaryFolders();
const text = (seed: string): string => Array.from({ length: 20 }, (_, line) => `${seed} ${line}\n`).join('');

describe('listChangedFiles', () => {
  it('lists what was created, modified, deleted and renamed', async () => {
    const repository = temporary.repository();
    repository.write('.gitignore', 'ignored.txt\n');
    for (const name of ['kept', 'edited', 'removed', 'moved']) repository.write(`${name}.txt`, text(name));
    repository.commitAll();
    repository.write('edited.txt', 'other');
    repository.remove('removed.txt');
    repository.git('mv', 'moved.txt', 'sub folder.txt');
    repository.write('ignored.txt', '');
    repository.write('deep/new file.txt', '');
    expect(await listChangedFiles(repository.root)).toEqual({
      created: ['deep/new file.txt'],
      modified: ['edited.txt'],
      deleted: ['removed.txt'],
      renamed: [{ from: 'moved.txt', to: 'sub folder.txt' }],
    });
  });

  it('keeps names with quotes, backslashes, tabs, newlines and other scripts', async () => {
    const names = [
      ' lead',
      '"quoted".md',
      '-dash',
      'a -> b',
      'back\\slash',
      'new\nline',
      'tab\t',
      'größe 模型 🧠',
    ];
    const repository = temporary.repository();
    repository.write('a', '');
    repository.commitAll();
    for (const name of names) repository.write(name, '');
    const created = [...names].sort((a, b) => (a < b ? -1 : 1));
    expect((await listChangedFiles(repository.root))?.created).toEqual(created);
    const since = repository.head();
    repository.commitAll();
    expect((await listChangedFiles(repository.root, { since }))?.created).toEqual(created);
  });

  it('lists commits, staged and unstaged changes and new files since a commit', async () => {
    const repository = temporary.repository();
    for (const name of ['a', 'b', 'c', 'd']) repository.write(name, text(name));
    const since = repository.commitAll();
    repository.write('a', text('other'));
    repository.git('mv', 'b', 'renamed');
    repository.commitAll();
    repository.remove('c');
    repository.write('committed', '1');
    repository.commitAll();
    repository.write('untracked', '');
    repository.write('staged', '');
    repository.git('add', 'staged');
    repository.write('d', text('unstaged'));
    expect(await listChangedFiles(repository.root, { since })).toEqual({
      created: ['committed', 'staged', 'untracked'],
      modified: ['a', 'd'],
      deleted: ['c'],
      renamed: [{ from: 'b', to: 'renamed' }],
    });
  });

  it('follows a file through commits and the work tree', async () => {
    const repository = temporary.repository();
    for (const name of ['a', 'b', 'c']) repository.write(name, text(name));
    const since = repository.commitAll();
    repository.write('fresh', text('fresh'));
    repository.git('mv', 'a', 'moved');
    repository.git('mv', 'b', 'moved and edited');
    repository.git('rm', '--quiet', 'c');
    repository.commitAll();
    repository.remove('fresh');
    repository.remove('moved');
    repository.write('moved and edited', text('edited'));
    repository.write('c', 'back again');
    expect(await listChangedFiles(repository.root, { since })).toEqual({
      created: [],
      modified: ['c'],
      deleted: ['a'],
      renamed: [{ from: 'b', to: 'moved and edited' }],
    });
  });

  it('takes a branch, a tag or a short commit as since', async () => {
    const repository = temporary.repository();
    repository.write('a', '1');
    const full = repository.commitAll();
    repository.git('tag', 'v1');
    repository.write('b', '1');
    repository.commitAll();
    for (const since of ['v1', 'HEAD~1', full.slice(0, 8)]) {
      expect((await listChangedFiles(repository.root, { since }))?.created).toEqual(['b']);
    }
  });

  it('reads a file that was taken out of the index and is still there as modified', async () => {
    const repository = temporary.repository();
    repository.write('a', '1');
    const since = repository.commitAll();
    repository.git('rm', '--quiet', '--cached', 'a');
    const expected = { created: [], modified: ['a'], deleted: [], renamed: [] };
    expect(await listChangedFiles(repository.root)).toEqual(expected);
    expect(await listChangedFiles(repository.root, { since })).toEqual(expected);
  });

  it('names paths from the root, also when asked in a folder below', async () => {
    const repository = temporary.repository();
    repository.write('below/a', '1');
    const since = repository.commitAll();
    repository.write('below/a', '2');
    repository.write('beside', '');
    const below = join(repository.root, 'below');
    const expected = { created: ['beside'], modified: ['below/a'], deleted: [], renamed: [] };
    expect(await listChangedFiles(below)).toEqual(expected);
    expect(await listChangedFiles(below, { since })).toEqual(expected);
  });

  it('works before the first commit and during a merge conflict', async () => {
    const repository = temporary.repository();
    repository.write('a', 'base\n');
    expect((await listChangedFiles(repository.root))?.created).toEqual(['a']);
    repository.commitAll();
    repository.git('checkout', '--quiet', '-b', 'side');
    repository.write('a', 'side\n');
    repository.commitAll();
    repository.git('checkout', '--quiet', 'main');
    repository.write('a', 'main\n');
    repository.commitAll();
    expect(() => repository.git('merge', 'side')).toThrow();
    expect((await listChangedFiles(repository.root))?.modified).toEqual(['a']);
  });

  it.each([
    ['unknown', 'no-such-branch'],
    ['an option', '--output=stolen'],
    ['empty', ''],
    ['with NUL', 'HEAD\0'],
  ])('is not known for a commit that is %s', async (_name, since) => {
    const repository = temporary.repository();
    repository.write('a', '1');
    repository.commitAll();
    expect(await listChangedFiles(repository.root, { since })).toBeUndefined();
    expect((await listChangedFiles(repository.root))?.created).toEqual([]);
  });

  it('is not known outside a work tree', async () => {
    const folder = temporary.folder();
    expect(await listChangedFiles(folder)).toBeUndefined();
    expect(await listChangedFiles(join(folder, 'missing'))).toBeUndefined();
    expect(await listChangedFiles(temporary.repository('--bare').root)).toBeUndefined();
  });

  it('changes nothing in the repository, not even the cached times in the index', async () => {
    const repository = temporary.repository();
    repository.write('a', '1');
    repository.commitAll();
    // A fresh time makes git look at the content and want to note that it is the same.
    const file = join(repository.root, 'a');
    writeFileSync(file, '1');
    utimesSync(file, 1, 1);
    const index = join(repository.root, '.git/index');
    const before = { bytes: readFileSync(index), ...times(index) };
    expect((await listChangedFiles(repository.root, { since: 'HEAD' }))?.modified).toEqual([]);
    expect({ bytes: readFileSync(index), ...times(index) }).toEqual(before);
  });
});

function times(path: string): { mtimeMs: number; ino: number } {
  const { mtimeMs, ino } = statSync(path);
  return { mtimeMs, ino };
}
