import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolders } from '../test/repository.js';
import { findRepositoryRoot } from './find-repository-root.js';

const temporary = useTemporaryFolders();

describe('findRepositoryRoot', () => {
  it('finds the top of the work tree from a folder below', async () => {
    const repository = temporary.repository();
    const below = join(repository.root, 'a b', 'c');
    mkdirSync(below, { recursive: true });
    expect(await findRepositoryRoot(below)).toBe(repository.root);
    expect(await findRepositoryRoot(repository.root)).toBe(repository.root);
  });

  it('finds a root whose name holds spaces, quotes and a newline', async () => {
    const folder = join(temporary.folder(), 'it\'s a "root"\nünd so\n');
    mkdirSync(folder);
    const repository = temporary.repository();
    repository.git('init', '--quiet', folder);
    expect(await findRepositoryRoot(folder)).toBe(folder);
  });

  it('resolves a symbolic link', async () => {
    const repository = temporary.repository();
    const link = join(temporary.folder(), 'link');
    symlinkSync(repository.root, link);
    expect(await findRepositoryRoot(link)).toBe(repository.root);
  });

  it('knows none outside a repository, in a missing folder, for a file and for a name with NUL', async () => {
    const folder = temporary.folder();
    writeFileSync(join(folder, 'file'), '');
    expect(await findRepositoryRoot(folder)).toBeUndefined();
    expect(await findRepositoryRoot(join(folder, 'missing'))).toBeUndefined();
    expect(await findRepositoryRoot(join(folder, 'file'))).toBeUndefined();
    expect(await findRepositoryRoot('a\0b')).toBeUndefined();
  });

  it('knows none in a bare repository', async () => {
    expect(await findRepositoryRoot(temporary.repository('--bare').root)).toBeUndefined();
  });

  it('is not led astray by the variables of a git hook', async () => {
    const repository = temporary.repository();
    const other = temporary.repository();
    process.env.GIT_DIR = join(other.root, '.git');
    process.env.GIT_WORK_TREE = other.root;
    try {
      expect(await findRepositoryRoot(repository.root)).toBe(repository.root);
    } finally {
      delete process.env.GIT_DIR;
      delete process.env.GIT_WORK_TREE;
    }
  });

  it('takes the nearest folder with .git where no git is installed', async () => {
    const repository = temporary.repository();
    const below = join(repository.root, 'below');
    mkdirSync(below);
    const outside = temporary.folder();
    const path = process.env.PATH;
    process.env.PATH = outside;
    try {
      expect(await findRepositoryRoot(below)).toBe(repository.root);
      expect(await findRepositoryRoot(outside)).toBeUndefined();
      expect(await findRepositoryRoot(join(repository.root, 'missing'))).toBeUndefined();
    } finally {
      process.env.PATH = path;
    }
  });
});
