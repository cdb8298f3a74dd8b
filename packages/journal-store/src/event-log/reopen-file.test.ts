import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem, runProgramSync } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { reopenFile } from './reopen-file.js';

describe('reopenFile', () => {
  it('gives a descriptor of the file that is expected, and of nothing else', () => {
    const { sync, openDescriptors } = createFaultFileSystem(nodeFileSystem);
    const directory = makeTemporaryFolder();
    const path = join(directory, 'a');
    writeFileSync(path, 'text');
    expect(
      runProgramSync(
        reopenFile(path, ({ size }) => size === 0),
        sync,
      ),
    ).toBe(undefined);
    expect(openDescriptors.size).toBe(0);
    const fd = runProgramSync(
      reopenFile(path, ({ size }) => size === 4),
      sync,
    );
    expect([...openDescriptors]).toEqual([fd]);
    sync.close(Number(fd));
  });

  it.each([['fstat'], ['fstat', 'close']])('leaves no descriptor open where %s fails', (...failing) => {
    const { sync, openDescriptors } = createFaultFileSystem(nodeFileSystem, ({ name }) =>
      failing.includes(name) ? { errno: 'EIO', when: name === 'close' ? 'after' : 'before' } : undefined,
    );
    const path = join(makeTemporaryFolder(), 'a');
    writeFileSync(path, '');
    expect(() =>
      runProgramSync(
        reopenFile(path, () => true),
        sync,
      ),
    ).toThrow('fstat');
    expect(openDescriptors.size).toBe(0);
  });
});
