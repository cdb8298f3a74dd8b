import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createFaultFileSystem, type FaultPlan, failEvery } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { withUmask } from '../test/with-umask.js';
import { nodeFileSystem } from './node-file-system.js';
import { publishFile } from './publish-file.js';
import { publishUnderFreeName } from './publish-under-free-name.js';
import { runProgram } from './run-program.js';
import { runProgramSync } from './run-program-sync.js';

const { sync } = nodeFileSystem;
const modeOf = (path: string): number => statSync(path).mode & 0o7777;

describe('publishFile', () => {
  it('publishes text as UTF-8 and says where', async () => {
    const directory = makeTemporaryFolder();
    const published = await runProgram(
      publishFile({ directory, name: 'a.md', content: 'Zoë\n' }),
      nodeFileSystem.async,
    );
    const path = join(directory, 'a.md');
    expect(published).toEqual({ name: 'a.md', path, size: 5, guarantee: 'link', isSynced: true });
    expect(readFileSync(path, 'utf8')).toBe('Zoë\n');
  });

  it('publishes an empty file', () => {
    const directory = makeTemporaryFolder();
    runProgramSync(publishFile({ directory, name: 'a.md', content: new Uint8Array() }), sync);
    expect(readFileSync(join(directory, 'a.md')).length).toBe(0);
  });

  it.each([
    ['a file', (path: string) => writeFileSync(path, 'old')],
    ['a folder', (path: string) => mkdirSync(path)],
    ['a symbolic link to nothing', (path: string) => symlinkSync(join(path, '../elsewhere'), path)],
  ])('refuses a name that %s has, and changes nothing', (_, plant) => {
    const directory = makeTemporaryFolder();
    const path = join(directory, 'a.md');
    plant(path);
    const before = lstatSync(path);
    expect(() => runProgramSync(publishFile({ directory, name: 'a.md', content: 'new' }), sync)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_FS_EXISTS', facts: { path } }),
    );
    expect(lstatSync(path)).toEqual(before);
    expect(existsSync(join(directory, 'elsewhere'))).toBe(false);
    expect(readdirSync(join(directory, '.opta-journal/tmp'))).toEqual([]);
  });

  it('replaces a planted symbolic link itself, never what it points to', () => {
    const directory = makeTemporaryFolder();
    const victim = join(makeTemporaryFolder(), 'victim');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, join(directory, 'a.md'));
    runProgramSync(publishFile({ directory, name: 'a.md', content: 'new', replace: true }), sync);
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(lstatSync(join(directory, 'a.md')).isSymbolicLink()).toBe(false);
  });

  it('does not follow a symbolic link that stands for the temporary file', () => {
    const directory = makeTemporaryFolder();
    const victim = join(makeTemporaryFolder(), 'victim');
    writeFileSync(victim, 'precious');
    // The name is random, so the link is planted at the moment in which the file is opened.
    const plan: FaultPlan = ({ name, args }) => {
      if (name === 'open' && String(args[0]).endsWith('.tmp')) symlinkSync(victim, String(args[0]));
      return undefined;
    };
    const fileSystem = createFaultFileSystem(nodeFileSystem, plan);
    expect(() =>
      runProgramSync(publishFile({ directory, name: 'a.md', content: 'new' }), fileSystem.sync),
    ).toThrow(expect.objectContaining({ code: 'JOURNAL_FS_IO' }));
    expect(readFileSync(victim, 'utf8')).toBe('precious');
  });

  it.each(['.opta-journal', '.opta-journal/tmp'])('writes nothing through a planted link %s', (name) => {
    const directory = makeTemporaryFolder();
    const elsewhere = makeTemporaryFolder();
    if (name.includes('/')) mkdirSync(join(directory, '.opta-journal'));
    symlinkSync(elsewhere, join(directory, name));
    expect(() => runProgramSync(publishFile({ directory, name: 'a.md', content: 'x' }), sync)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_FS_NOT_A_DIRECTORY' }),
    );
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it.each([0o000, 0o022, 0o077, 0o777])('gives exact modes under umask %o', (umask) => {
    const directory = join(makeTemporaryFolder(), 'logs');
    withUmask(umask, () => {
      runProgramSync(publishFile({ directory, name: 'a.md', content: 'x' }), sync);
      runProgramSync(publishFile({ directory, name: 'b.md', content: 'x', mode: 0o644 }), sync);
    });
    expect(modeOf(directory)).toBe(0o700);
    expect(modeOf(join(directory, '.opta-journal/tmp'))).toBe(0o700);
    expect(modeOf(join(directory, '.opta-journal/.gitignore'))).toBe(0o600);
    expect(modeOf(join(directory, 'a.md'))).toBe(0o600);
    expect(modeOf(join(directory, 'b.md'))).toBe(0o644);
  });

  it('shares with the group in a folder that the group shares, and leaves that folder as it is', () => {
    const directory = makeTemporaryFolder();
    chmodSync(directory, 0o2775);
    withUmask(0o077, () => runProgramSync(publishFile({ directory, name: 'a.md', content: 'x' }), sync));
    expect(modeOf(directory)).toBe(0o2775);
    expect(modeOf(join(directory, 'a.md'))).toBe(0o660);
    expect(modeOf(join(directory, '.opta-journal')) & 0o777).toBe(0o770);
  });

  it('goes on after every short write', () => {
    const directory = makeTemporaryFolder();
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name }) =>
      name === 'write' ? { bytes: 3 } : undefined,
    );
    runProgramSync(publishFile({ directory, name: 'a.md', content: '0123456789' }), fileSystem.sync);
    expect(readFileSync(join(directory, 'a.md'), 'utf8')).toBe('0123456789');
  });

  it('gives up on a system that takes no byte, and leaves nothing', () => {
    const directory = makeTemporaryFolder();
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) =>
      name === 'write' && Number(args[2]) >= 4 ? { bytes: 0 } : { bytes: 4 },
    );
    expect(() =>
      runProgramSync(publishFile({ directory, name: 'a.md', content: 'x'.repeat(100) }), fileSystem.sync),
    ).toThrow(expect.objectContaining({ code: 'JOURNAL_FS_NO_PROGRESS', facts: { written: 4, length: 49 } }));
  });

  it.each(['ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'ENOSYS', 'EMLINK'])(
    'says that the guarantee is weaker where link answers %s, and still overwrites nothing',
    (errno) => {
      const directory = makeTemporaryFolder();
      const fileSystem = createFaultFileSystem(nodeFileSystem, failEvery('link', errno));
      const first = runProgramSync(publishFile({ directory, name: 'a.md', content: '1' }), fileSystem.sync);
      expect(first.guarantee).toBe('rename');
      expect(() =>
        runProgramSync(publishFile({ directory, name: 'a.md', content: '2' }), fileSystem.sync),
      ).toThrow(expect.objectContaining({ code: 'JOURNAL_FS_EXISTS' }));
      expect(readFileSync(join(directory, 'a.md'), 'utf8')).toBe('1');
      expect(readdirSync(join(directory, '.opta-journal/tmp'))).toEqual([]);
    },
  );

  it('publishes the longest name there is without hard links', () => {
    const { sync: calls } = createFaultFileSystem(nodeFileSystem, failEvery('link', 'ENOTSUP'));
    const name = 'x'.repeat(255);
    const published = runProgramSync(
      publishFile({ directory: makeTemporaryFolder(), name, content: 'x' }),
      calls,
    );
    expect(published).toMatchObject({ name, guarantee: 'rename' });
  });

  it('knows its own link although the answer was lost and the repetition says that the name exists', () => {
    const directory = makeTemporaryFolder();
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name }) =>
      name === 'link' ? { errno: 'EEXIST', when: 'after' } : undefined,
    );
    const published = runProgramSync(publishFile({ directory, name: 'a.md', content: 'x' }), fileSystem.sync);
    expect(published).toMatchObject({ name: 'a.md', guarantee: 'link' });
  });

  it('tells that the file is there when only the sync of its folder failed', () => {
    const directory = makeTemporaryFolder();
    runProgramSync(publishFile({ directory, name: 'first.md', content: 'x' }), sync);
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) =>
      name === 'open' && args[0] === directory ? { errno: 'EIO' } : undefined,
    );
    expect(() =>
      runProgramSync(publishFile({ directory, name: 'a.md', content: 'x' }), fileSystem.sync),
    ).toThrow(expect.objectContaining({ facts: expect.objectContaining({ errno: 'EIO', published: true }) }));
    expect(readFileSync(join(directory, 'a.md'), 'utf8')).toBe('x');
  });

  it.each(['EINVAL', 'ENOTSUP', 'EPERM'])('publishes where a folder cannot be synced (%s)', (errno) => {
    const directory = makeTemporaryFolder();
    const folders = new Set<unknown>();
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args, index }) => {
      if (name === 'open' && typeof args[2] === 'undefined') folders.add(index);
      return name === 'fsync' && folders.has(index - 1) ? { errno } : undefined;
    });
    const published = runProgramSync(publishFile({ directory, name: 'a.md', content: 'x' }), fileSystem.sync);
    expect(published.isSynced).toBe(false);
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it.each(['', '.', '..', 'a/b', '../x', 'a\\b', 'a\0', 'x'.repeat(256)])('refuses the name %j', (name) => {
    const directory = join(makeTemporaryFolder(), 'logs');
    expect(() => runProgramSync(publishFile({ directory, name, content: 'x' }), sync)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_FS_NAME_INVALID' }),
    );
    expect(existsSync(directory)).toBe(false);
  });

  it('names the file that stands where a folder should be', () => {
    const file = join(makeTemporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() =>
      runProgramSync(publishFile({ directory: join(file, 'logs'), name: 'a.md', content: 'x' }), sync),
    ).toThrow(expect.objectContaining({ code: 'JOURNAL_FS_NOT_A_DIRECTORY', facts: { path: file } }));
  });

  it('says what to do about a full disk, and keeps the cause', () => {
    const directory = makeTemporaryFolder();
    const fileSystem = createFaultFileSystem(nodeFileSystem, failEvery('write', 'ENOSPC'));
    try {
      runProgramSync(publishFile({ directory, name: 'a.md', content: 'x' }), fileSystem.sync);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'JOURNAL_FS_IO', facts: { errno: 'ENOSPC' } });
      expect((error as Error).message).toContain('free space');
      expect((error as Error).cause).toMatchObject({ code: 'ENOSPC' });
    }
  });
});

describe('publishUnderFreeName', () => {
  it('takes the first free name of an endless sequence', () => {
    const directory = makeTemporaryFolder();
    function* names() {
      for (let copy = 1; ; copy += 1) yield copy === 1 ? 'x.md' : `x-${copy}.md`;
    }
    const taken = [1, 2, 3].map(
      (n) => runProgramSync(publishUnderFreeName({ directory, names: names(), content: `${n}` }), sync).name,
    );
    expect(taken).toEqual(['x.md', 'x-2.md', 'x-3.md']);
    expect(readFileSync(join(directory, 'x-2.md'), 'utf8')).toBe('2');
  });

  it('says which names were taken when there is no free one, or none was given', () => {
    const directory = makeTemporaryFolder();
    writeFileSync(join(directory, 'x.md'), '');
    const attempt = (names: string[]) => () =>
      runProgramSync(publishUnderFreeName({ directory, names, content: '' }), sync);
    expect(attempt(['x.md'])).toThrow(/every name is taken \(1: "x\.md"\)/);
    expect(attempt([])).toThrow(/no name was given/);
    expect(readdirSync(join(directory, '.opta-journal/tmp'))).toEqual([]);
  });

  it('checks every name that it tries', () => {
    const directory = makeTemporaryFolder();
    writeFileSync(join(directory, 'x.md'), '');
    expect(() =>
      runProgramSync(publishUnderFreeName({ directory, names: ['x.md', '../y.md'], content: '' }), sync),
    ).toThrow(expect.objectContaining({ code: 'JOURNAL_FS_NAME_INVALID' }));
  });
});
