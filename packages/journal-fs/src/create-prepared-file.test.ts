import { chmodSync, closeSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crashAt, createFaultFileSystem, failEvery } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { beforeEach, describe, expect, it } from 'vitest';
import { withUmask } from '../test/with-umask.js';
import { createPreparedFile } from './create-prepared-file.js';
import { nodeFileSystem } from './node-file-system.js';
import { runProgramSync } from './run-program-sync.js';
import type { FileSystem } from './types.js';

let folder: string;
let temporary: string;

beforeEach(() => {
  folder = makeTemporaryFolder();
  chmodSync(folder, 0o770);
  temporary = join(folder, 'tmp');
  mkdirSync(temporary);
});

const create = (path: string, fileSystem: FileSystem = nodeFileSystem): number | undefined =>
  runProgramSync(createPreparedFile(path, 0o660, temporary), fileSystem.sync);

describe('createPreparedFile', () => {
  it('gives no name to a file without its mode, whenever its creator is killed', () => {
    for (let call = 1; ; call += 1) {
      const path = join(folder, String(call));
      const fileSystem = createFaultFileSystem(nodeFileSystem, crashAt(call, 'after'));
      let fd: number | undefined;
      withUmask(0o077, () => {
        try {
          fd = create(path, fileSystem);
        } catch {
          // Killed.
        }
      });
      fileSystem.closeLeft();
      if (existsSync(path)) expect(statSync(path).mode & 0o777, `call ${call}`).toBe(0o660);
      if (fd !== undefined) {
        expect(call).toBe(4);
        return;
      }
    }
  });

  it('opens it for writing and leaves nothing behind', () => {
    const path = join(folder, 'a');
    const fd = create(path);
    writeFileSync(fd as number, 'text');
    closeSync(fd as number);
    expect(statSync(path).size).toBe(4);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it.each<[string, () => void, FileSystem, string[]]>([
    ['the name is taken', () => writeFileSync(join(folder, 'a'), 'theirs'), nodeFileSystem, ['a', 'tmp']],
    [
      'there are no hard links',
      () => undefined,
      createFaultFileSystem(nodeFileSystem, failEvery('link', 'ENOTSUP')),
      ['tmp'],
    ],
  ])('makes nothing where %s', (_, prepare, fileSystem, left) => {
    prepare();
    expect(create(join(folder, 'a'), fileSystem)).toBeUndefined();
    expect(readdirSync(folder).sort()).toEqual(left);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
