import { join } from 'node:path';
import {
  claimFile,
  ensureStateDirectory,
  nodeFileSystem,
  publishFile,
  runProgramSync,
} from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';

/** The calls that change the disk, in their order. */
function tracePublish(replace: boolean, sync?: boolean): string[] {
  const directory = makeTemporaryFolder();
  runProgramSync(ensureStateDirectory(directory), nodeFileSystem.sync);
  const fileSystem = createFaultFileSystem(nodeFileSystem);
  runProgramSync(
    publishFile({ directory, name: 'a.md', content: 'a', replace, ...(sync === undefined ? {} : { sync }) }),
    fileSystem.sync,
  );
  return fileSystem.calls.map(({ name }) => name).filter((name) => !/stat$/.test(name));
}

describe('the order of the steps', () => {
  it('syncs the file before it gets its name, and the folder after', () => {
    expect(tracePublish(false)).toEqual([
      'open',
      'fchmod',
      'write',
      'fsync',
      'close',
      'link',
      'unlink',
      'open',
      'fsync',
      'close',
    ]);
  });

  it('replaces by one rename between the two syncs', () => {
    expect(tracePublish(true)).toEqual([
      'open',
      'fchmod',
      'write',
      'fsync',
      'close',
      'rename',
      'open',
      'fsync',
      'close',
    ]);
  });

  it('syncs nothing where that was switched off', () => {
    expect(tracePublish(false, false)).not.toContain('fsync');
  });

  it('claims only what is completely written and synced', () => {
    const directory = makeTemporaryFolder();
    const { claims, temporary } = runProgramSync(ensureStateDirectory(directory), nodeFileSystem.sync);
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    runProgramSync(
      claimFile({ directory: claims, temporaryDirectory: temporary, name: '1.json', content: '{}' }),
      fileSystem.sync,
    );
    const link = fileSystem.calls.find(({ name }) => name === 'link');
    expect(link?.args[1]).toBe(join(claims, '1.json'));
    const names = fileSystem.calls.map(({ name }) => name);
    expect(names.indexOf('fsync')).toBeLessThan(names.indexOf('link'));
    expect(names.lastIndexOf('fsync')).toBeGreaterThan(names.indexOf('link'));
  });
});
