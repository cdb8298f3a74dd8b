import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFaultFileSystem, failEvery } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { isThere } from './is-there.js';
import { nodeFileSystem } from './node-file-system.js';
import { runProgramSync } from './run-program-sync.js';
import type { FileSystem } from './types.js';

const look = (path: string, fileSystem: FileSystem = nodeFileSystem) =>
  runProgramSync(isThere(path), fileSystem.sync);

it('finds files, folders and links that lead nowhere, and nothing else', () => {
  const directory = makeTemporaryFolder();
  writeFileSync(join(directory, 'file'), '');
  mkdirSync(join(directory, 'folder'));
  symlinkSync('nowhere', join(directory, 'link'));
  for (const name of ['file', 'folder', 'link']) expect(look(join(directory, name))).toBe(true);
  expect(look(join(directory, 'free'))).toBe(false);
  expect(look(join(directory, 'missing/free'))).toBe(false);
});

it.each(['ENOTDIR', 'EACCES', 'EIO'])('does not call a name free where %s is the answer', (errno) => {
  const fileSystem = createFaultFileSystem(nodeFileSystem, failEvery('lstat', errno));
  expect(() => look(join(makeTemporaryFolder(), 'free'), fileSystem)).toThrow(
    expect.objectContaining({ code: errno }),
  );
});
