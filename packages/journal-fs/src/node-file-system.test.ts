import { existsSync, mkdirSync, readdirSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from './node-file-system.js';

/** Where Linux shows the descriptors of a process. */
const DESCRIPTORS = '/proc/self/fd';

const READERS = [
  [
    'sync',
    async (...args: Parameters<typeof nodeFileSystem.sync.readNames>) =>
      nodeFileSystem.sync.readNames(...args),
  ],
  ['async', nodeFileSystem.async.readNames],
] as const;

describe.each(READERS)('reading the names in a folder (%s)', (_kind, readNames) => {
  it.each([0, 1, 1_023, 1_024, 1_025, 2_048, 2_500])('tells each of %i once', async (count) => {
    const directory = makeTemporaryFolder();
    for (let index = 0; index < count; index += 1) writeFileSync(join(directory, `${index}`), '');
    const parts: string[][] = [];
    const names = await readNames(directory, (some) => parts.push(some));
    expect(names.sort()).toEqual(readdirSync(directory).sort());
    expect(parts.flat().sort()).toEqual(names);
    expect(parts.every((part) => part.length > 0)).toBe(true);
    expect((await readNames(directory)).sort()).toEqual(names);
  });

  it('has all kinds of names', async () => {
    const directory = makeTemporaryFolder();
    const names = ['.hidden', 'a\nb', 'folder', 'größe 語', 'link'];
    for (const name of names.filter((one) => !['folder', 'link'].includes(one))) {
      writeFileSync(join(directory, name), '');
    }
    mkdirSync(join(directory, 'folder'));
    symlinkSync('nowhere', join(directory, 'link'));
    expect((await readNames(directory)).sort()).toEqual(names);
  });

  it('says what is wrong as readdir does', async () => {
    const directory = makeTemporaryFolder();
    const file = join(directory, 'file');
    writeFileSync(file, '');
    await expect(readNames(file)).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(readNames(join(directory, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.runIf(existsSync(DESCRIPTORS))('leaves no folder open where its listener throws', async () => {
    const directory = makeTemporaryFolder();
    for (let index = 0; index < 3_000; index += 1) writeFileSync(join(directory, `${index}`), '');
    const open = countOpen();
    for (let round = 0; round < 20; round += 1) {
      const reading = readNames(directory, () => {
        throw new Error('no more');
      });
      await expect(reading).rejects.toThrow('no more');
    }
    expect(countOpen()).toBeLessThan(open + 5);
  });

  it('ends where the folder is removed meanwhile', async () => {
    const directory = join(makeTemporaryFolder(), 'a');
    mkdirSync(directory);
    const reading = readNames(directory);
    rmdirSync(directory);
    await expect(reading.catch(({ code }) => code)).resolves.toSatisfy(
      (outcome) => outcome === 'ENOENT' || (outcome as string[]).length === 0,
    );
  });
});

function countOpen(): number {
  return readdirSync(DESCRIPTORS).length;
}
