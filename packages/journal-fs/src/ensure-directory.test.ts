import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crashAt, createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { withUmask } from '../test/with-umask.js';
import { ensureDirectory } from './ensure-directory.js';
import { fileModesFor } from './file-modes-for.js';
import { nodeFileSystem } from './node-file-system.js';
import { runProgramSync } from './run-program-sync.js';

const { sync } = nodeFileSystem;
const ensure = (path: string, mode?: number) =>
  runProgramSync(ensureDirectory(path, mode === undefined ? {} : { mode }), sync);
const modeOf = (path: string): number => statSync(path).mode & 0o7777;

describe('ensureDirectory', () => {
  it.each([0o000, 0o077, 0o777])('creates parents with exact modes under umask %o', (umask) => {
    const parent = makeTemporaryFolder();
    const path = join(parent, 'a/b/c');
    withUmask(umask, () => expect(ensure(path)).toEqual({ created: true }));
    expect(['a', 'a/b', 'a/b/c'].map((name) => modeOf(join(parent, name)))).toEqual([0o700, 0o700, 0o700]);
    expect(ensure(path)).toEqual({ created: false });
  });

  it('never changes an existing folder', () => {
    const path = makeTemporaryFolder();
    chmodSync(path, 0o755);
    expect(ensure(path, 0o700)).toEqual({ created: false });
    expect(modeOf(path)).toBe(0o755);
  });

  it('accepts a symbolic link to a folder and leaves it', () => {
    const parent = makeTemporaryFolder();
    mkdirSync(join(parent, 'real'));
    symlinkSync('real', join(parent, 'link'));
    expect(ensure(join(parent, 'link'))).toEqual({ created: false });
    expect(ensure(join(parent, 'link/below'))).toEqual({ created: true });
    expect(statSync(join(parent, 'real/below')).isDirectory()).toBe(true);
  });

  it('hands down the group and its bit in a shared folder', () => {
    const parent = makeTemporaryFolder();
    chmodSync(parent, 0o2770);
    ensure(join(parent, 'a/b'));
    expect(modeOf(join(parent, 'a'))).toBe(0o2770);
    expect(modeOf(join(parent, 'a/b'))).toBe(0o2770);
  });

  it('keeps a folder to itself below one that everybody uses, like /tmp', () => {
    const parent = makeTemporaryFolder();
    chmodSync(parent, 0o1777);
    ensure(join(parent, 'a'));
    expect(modeOf(join(parent, 'a'))).toBe(0o700);
  });

  it('names a link to nothing', () => {
    const path = join(makeTemporaryFolder(), 'link');
    symlinkSync('nowhere', path);
    expect(() => ensure(path)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_FS_NOT_A_DIRECTORY', facts: { path } }),
    );
  });

  it('names the parent that is a file', () => {
    const file = join(makeTemporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'a'), join(file, 'a/b')]) {
      expect(() => ensure(path)).toThrow(
        expect.objectContaining({ code: 'JOURNAL_FS_NOT_A_DIRECTORY', facts: { path: file } }),
      );
    }
  });

  it('lets a faster process create it', () => {
    const path = join(makeTemporaryFolder(), 'a');
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
      if (name === 'mkdir') mkdirSync(String(args[0]));
      return undefined;
    });
    expect(runProgramSync(ensureDirectory(path), fileSystem.sync)).toEqual({ created: false });
  });

  it('lets a faster process create a shared one', () => {
    const path = join(makeTemporaryFolder(), 'a');
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name }) => {
      if (name === 'rename') mkdirSync(join(path, 'in-use'), { recursive: true });
      return undefined;
    });
    const program = ensureDirectory(path, { mode: 0o770 });
    expect(runProgramSync(program, fileSystem.sync)).toEqual({ created: false });
    expect(readdirSync(join(path, '..'))).toEqual(['a']);
  });

  it('puts none in the place of a shared one that another process has made meanwhile', () => {
    const path = join(makeTemporaryFolder(), 'a');
    const identity = (): bigint => statSync(path, { bigint: true }).ino;
    let made: bigint | undefined;
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name }) => {
      if (name !== 'chmod') return undefined;
      mkdirSync(path);
      made = identity();
      return undefined;
    });
    const program = ensureDirectory(path, { mode: 0o770 });
    expect(runProgramSync(program, fileSystem.sync)).toEqual({ created: false });
    expect(identity()).toBe(made);
    expect(readdirSync(join(path, '..'))).toEqual(['a']);
  });

  it('leaves no shared folder without its mode, whenever its creator is killed', () => {
    const parent = makeTemporaryFolder();
    chmodSync(parent, 0o2770);
    for (let call = 1; ; call += 1) {
      const path = join(parent, String(call));
      const { sync: mortal } = createFaultFileSystem(nodeFileSystem, crashAt(call, 'after'));
      let isKilled = false;
      withUmask(0o077, () => {
        try {
          runProgramSync(ensureDirectory(path), mortal);
        } catch {
          isKilled = true;
        }
      });
      if (existsSync(path)) expect(modeOf(path), `call ${call}`).toBe(0o2770);
      if (!isKilled) {
        expect(call).toBeGreaterThan(5);
        return;
      }
    }
  });

  it.each(['before', 'after'] as const)('takes what one left that was killed %s any call', (when) => {
    for (let call = 1; ; call += 1) {
      const parent = makeTemporaryFolder();
      chmodSync(parent, 0o2770);
      const path = join(parent, 'a');
      const { sync: mortal } = createFaultFileSystem(nodeFileSystem, crashAt(call, when));
      let isKilled = false;
      try {
        runProgramSync(ensureDirectory(path), mortal);
      } catch {
        isKilled = true;
      }
      ensure(path);
      expect(readdirSync(parent), `call ${call}`).toEqual(['a']);
      expect(modeOf(path), `call ${call}`).toBe(0o2770);
      if (!isKilled) {
        expect(call).toBeGreaterThan(5);
        return;
      }
    }
  });

  it('lets one that prepares the same shared folder end it', () => {
    const parent = makeTemporaryFolder();
    chmodSync(parent, 0o2770);
    const path = join(parent, 'a');
    for (const moment of ['mkdir', 'chmod', 'rename'] as const) {
      rmSync(path, { recursive: true, force: true });
      const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name }) => {
        if (name === moment) ensure(path);
        return undefined;
      });
      runProgramSync(ensureDirectory(path), fileSystem.sync);
      expect(readdirSync(parent), moment).toEqual(['a']);
      expect(modeOf(path), moment).toBe(0o2770);
    }
  });

  it('touches nothing behind a link in the place where it prepares one', () => {
    const [parent, outside] = [makeTemporaryFolder(), makeTemporaryFolder()];
    chmodSync(parent, 0o2770);
    chmodSync(outside, 0o700);
    const path = join(parent, 'a');
    const { sync: mortal } = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
      if (name === 'mkdir') symlinkSync(outside, String(args[0]));
      return undefined;
    });
    expect(() => runProgramSync(ensureDirectory(path), mortal)).toThrow(
      expect.objectContaining({
        code: 'JOURNAL_FS_NOT_A_DIRECTORY',
        message: expect.stringContaining('a symlink'),
      }),
    );
    expect(modeOf(outside)).toBe(0o700);
  });

  it('syncs the parent of everything that it creates', () => {
    const parent = makeTemporaryFolder();
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    runProgramSync(ensureDirectory(join(parent, 'a/b')), fileSystem.sync);
    const opened = fileSystem.calls.filter(({ name }) => name === 'open').map(({ args }) => args[0]);
    expect(opened).toEqual([parent, join(parent, 'a')]);
    expect(fileSystem.calls.filter(({ name }) => name === 'fsync')).toHaveLength(2);
  });
});

describe('fileModesFor', () => {
  it('asks the nearest folder that exists', () => {
    const directory = makeTemporaryFolder();
    const missing = join(directory, 'a/b');
    expect(runProgramSync(fileModesFor(missing), sync)).toEqual({ file: 0o600, directory: 0o700 });
    chmodSync(directory, 0o770);
    expect(runProgramSync(fileModesFor(missing), sync)).toEqual({ file: 0o660, directory: 0o770 });
  });

  it.each([
    [0o600, 0o700],
    [0o640, 0o750],
    [0o644, 0o755],
    [0o660, 0o770],
  ])('lets an override %o win', (override, directory) => {
    const modes = runProgramSync(fileModesFor(makeTemporaryFolder(), override), sync);
    expect(modes).toEqual({ file: override, directory: override === 0o660 ? 0o770 : directory });
  });
});
