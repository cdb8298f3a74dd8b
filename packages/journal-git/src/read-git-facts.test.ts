import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolders } from '../test/repository.js';
import { readGitFacts } from './read-git-facts.js';

const temporary = useTemporaryFolders();

describe('readGitFacts', () => {
  it('tells commit, branch, version and whether anything differs', async () => {
    const repository = temporary.repository();
    repository.write('package.json', '{"version":"1.4.0-rc.1"}');
    const full = repository.commitAll();
    expect(await readGitFacts(repository.root)).toEqual({
      root: repository.root,
      commit: full.slice(0, 7),
      fullCommit: full,
      branch: 'main',
      version: '1.4.0-rc.1',
      dirty: false,
    });
    repository.write('new.txt', '');
    expect((await readGitFacts(repository.root))?.dirty).toBe(true);
  });

  it('knows the branch before its first commit', async () => {
    const repository = temporary.repository();
    expect(await readGitFacts(repository.root)).toEqual({
      root: repository.root,
      branch: 'main',
      dirty: false,
    });
  });

  it('names no branch where HEAD is detached', async () => {
    const repository = temporary.repository();
    repository.write('a', '1');
    const first = repository.commitAll();
    repository.git('checkout', '--quiet', '--detach');
    const facts = await readGitFacts(repository.root);
    expect(facts?.fullCommit).toBe(first);
    expect(facts).not.toHaveProperty('branch');
  });

  it('keeps the slashes of a branch name', async () => {
    const repository = temporary.repository();
    repository.git('checkout', '--quiet', '-b', 'feature/heads/größe');
    expect((await readGitFacts(repository.root))?.branch).toBe('feature/heads/größe');
  });

  it('tells commit and branch of a bare repository', async () => {
    const source = temporary.repository();
    source.write('a', '1');
    const full = source.commitAll();
    const bare = join(temporary.folder(), 'bare.git');
    source.git('clone', '--quiet', '--bare', source.root, bare);
    expect(await readGitFacts(bare)).toEqual({
      root: bare,
      commit: full.slice(0, 7),
      fullCommit: full,
      branch: 'main',
    });
  });

  it('tells the facts of a linked work tree and of a submodule, not of where they come from', async () => {
    const repository = temporary.repository();
    repository.write('a', '1');
    const first = repository.commitAll();
    const linked = join(temporary.folder(), 'linked');
    repository.git('worktree', 'add', '--quiet', '-b', 'side', linked);
    expect(await readGitFacts(linked)).toMatchObject({ root: linked, branch: 'side', fullCommit: first });

    const outer = temporary.repository();
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repository.root, 'inner');
    outer.commitAll();
    const inner = join(outer.root, 'inner');
    expect(await readGitFacts(inner)).toMatchObject({ root: inner, fullCommit: first });
  });

  it('knows nothing outside a repository and in a missing folder', async () => {
    const folder = temporary.folder();
    expect(await readGitFacts(folder)).toBeUndefined();
    expect(await readGitFacts(join(folder, 'missing'))).toBeUndefined();
  });

  it('tells what is known without git: the root and the version', async () => {
    const repository = temporary.repository();
    repository.write('package.json', '{"version":"2.0.0"}');
    repository.commitAll();
    const path = process.env.PATH;
    process.env.PATH = temporary.folder();
    try {
      expect(await readGitFacts(repository.root)).toEqual({ root: repository.root, version: '2.0.0' });
    } finally {
      process.env.PATH = path;
    }
  });

  it('survives a repository that is broken', async () => {
    const repository = temporary.repository();
    repository.write('a', '1');
    repository.commitAll();
    repository.write('.git/refs/heads/main', 'no commit at all\n');
    expect(await readGitFacts(repository.root)).toMatchObject({ root: repository.root });
  });

  describe('the version', () => {
    it('comes from the nearest manifest up to the root', async () => {
      const repository = temporary.repository();
      repository.write('package.json', '{"version":"1.0.0"}');
      repository.write('apps/server/package.json', '{"version":"3.1.4"}');
      repository.write('apps/server/src/main.ts', '');
      repository.write('docs/a.md', '');
      expect((await readGitFacts(join(repository.root, 'apps/server/src')))?.version).toBe('3.1.4');
      expect((await readGitFacts(join(repository.root, 'docs')))?.version).toBe('1.0.0');
    });

    it('is found where the folder was reached by a symbolic link', async () => {
      const repository = temporary.repository();
      repository.write('app/package.json', '{"version":"0.3.0"}');
      const link = join(temporary.folder(), 'link');
      symlinkSync(join(repository.root, 'app'), link);
      expect((await readGitFacts(link))?.version).toBe('0.3.0');
    });

    it('never comes from above the root', async () => {
      const outer = temporary.repository();
      outer.write('package.json', '{"version":"9.9.9"}');
      const inner = join(outer.root, 'inner');
      mkdirSync(inner);
      outer.git('init', '--quiet', inner);
      expect(await readGitFacts(inner)).not.toHaveProperty('version');
    });

    it.each([
      ['[project]\nname = "lmx"\nversion = "0.4.2" # next: 0.5\n', '0.4.2'],
      ["[tool.poetry]\r\nversion = '1.2.3'\r\n", '1.2.3'],
      ['[tool.other]\nversion = "7.7.7"\n', undefined],
      ['version = "7.7.7"\n', undefined],
      ['[project]\ndynamic = ["version"]\n', undefined],
    ])('is read from a pyproject.toml %j', async (text, version) => {
      const repository = temporary.repository();
      repository.write('pyproject.toml', text);
      expect((await readGitFacts(repository.root))?.version).toBe(version);
    });

    it.each([
      ['no JSON', '{'],
      ['no object', '"1.0.0"'],
      ['no version', '{"name":"a"}'],
      ['a version that is no text', '{"version":1}'],
      ['a version of two lines', '{"version":"1.0.0\\nid: 7"}'],
      ['a version without end', JSON.stringify({ version: '1'.repeat(2_000) })],
      ['a version that only the prototype has', '{"__proto__":{"version":"6.6.6"}}'],
    ])('is looked for above a package.json with %s', async (_name, text) => {
      const repository = temporary.repository();
      repository.write('package.json', '{"version":"1.0.0"}');
      repository.write('app/package.json', text);
      expect((await readGitFacts(join(repository.root, 'app')))?.version).toBe('1.0.0');
    });

    it('passes over a folder that is called package.json', async () => {
      const repository = temporary.repository();
      mkdirSync(join(repository.root, 'package.json'));
      repository.write('pyproject.toml', '[project]\nversion = "5.0"\n');
      expect((await readGitFacts(repository.root))?.version).toBe('5.0');
    });
  });
});
