import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from './node-file-system.js';
import { readRegularFile } from './read-regular-file.js';
import { runProgramSync } from './run-program-sync.js';

const read = (path: string, maxBytes = 1000) =>
  runProgramSync(readRegularFile(path, maxBytes), nodeFileSystem.sync);

describe('readRegularFile', () => {
  it('reads a file, and nothing where there is none', () => {
    const path = join(makeTemporaryFolder(), 'a');
    expect(read(path)).toBeUndefined();
    writeFileSync(path, 'abc');
    expect(Buffer.from(read(path) ?? []).toString()).toBe('abc');
  });

  it('refuses a symbolic link, a folder and a FIFO without waiting for it', () => {
    const directory = makeTemporaryFolder();
    symlinkSync('/etc/passwd', join(directory, 'link'));
    mkdirSync(join(directory, 'folder'));
    execFileSync('mkfifo', [join(directory, 'fifo')]);
    for (const name of ['link', 'folder', 'fifo']) {
      expect(() => read(join(directory, name))).toThrow(
        expect.objectContaining({ code: 'JOURNAL_FS_NOT_A_FILE' }),
      );
    }
  });

  it('refuses a file that is too large before it reads any of it', () => {
    const path = join(makeTemporaryFolder(), 'sparse');
    writeFileSync(path, '');
    truncateSync(path, 1e9);
    expect(() => read(path)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_FS_TOO_LARGE', facts: { path, size: 1e9, maxBytes: 1000 } }),
    );
  });

  it('takes what is left of a file that shrinks meanwhile, and closes it', () => {
    const path = join(makeTemporaryFolder(), 'a');
    writeFileSync(path, '0123456789');
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name }) => {
      if (name === 'read') truncateSync(path, 4);
      return undefined;
    });
    const bytes = runProgramSync(readRegularFile(path, 100), fileSystem.sync);
    expect(Buffer.from(bytes ?? []).toString()).toBe('0123');
    expect(fileSystem.openDescriptors.size).toBe(0);
  });
});
