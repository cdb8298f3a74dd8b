import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeUpdateFolder, readClaimFile } from '../test/new-folder.js';
import { allocateNumber, createAllocator, NOON } from '../test/noon-allocator.js';

describe('the end of an allocation', () => {
  it('records the file, once', async () => {
    const directory = makeUpdateFolder();
    const allocation = await createAllocator(directory).allocate('standard');
    await allocation.complete('001_2026-02-24_x.md');
    await allocation.complete('001_2026-02-24_x.md');
    expect(readClaimFile(directory, '1.done.json')).toMatchObject({
      number: 1,
      state: 'completed',
      fileName: '001_2026-02-24_x.md',
    });
    await expect(allocation.complete('001_2026-02-24_other.md')).rejects.toMatchObject({
      code: 'JOURNAL_IDS_ALLOCATION_ENDED',
      message: expect.stringContaining('already completed with "001_2026-02-24_x.md"'),
    });
    await expect(allocation.abandon('no')).rejects.toMatchObject({ code: 'JOURNAL_IDS_ALLOCATION_ENDED' });
  });

  it('records why a number was abandoned, and never gives it again', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    await (await allocator.allocate('standard')).abandon('the disk was full');
    expect(await allocateNumber(allocator)).toBe(2);
    expect((await allocator.inspect())[0]).toMatchObject({
      claimed: [1, 2],
      abandoned: [{ number: 1, reason: 'the disk was full' }],
      open: [{ number: 2, pid: process.pid, claimedAt: NOON }],
      gaps: [],
    });
  });

  it.each([
    '',
    '002_x.md',
    'x.md',
    '1x.md',
    '../001_x.md',
    '001_x\n.md',
    '001_x.md.tmp',
    7 as unknown as string,
  ])('refuses the file name %j', async (fileName) => {
    const allocation = await createAllocator(makeUpdateFolder()).allocate('standard');
    await expect(allocation.complete(fileName)).rejects.toMatchObject({
      code: 'JOURNAL_IDS_FILE_NAME_INVALID',
    });
    await allocation.complete('1_x.md');
  });

  it('is possible after the allocator was closed, which gives no more numbers', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    const allocation = await allocator.allocate('standard');
    await allocator.close();
    await allocator.close();
    await allocation.complete('001_x.md');
    await expect(allocator.allocate('standard')).rejects.toMatchObject({ code: 'JOURNAL_IDS_CLOSED' });
    await expect(allocator.peek('standard')).rejects.toMatchObject({ code: 'JOURNAL_IDS_CLOSED' });
    expect(readdirSync(join(directory, '.opta-journal/tmp'))).toEqual([]);
  });

  it('tells that the number is safe when only last-numbers.txt cannot be written', async () => {
    const directory = makeUpdateFolder();
    mkdirSync(join(directory, 'last-numbers.txt'));
    const allocator = createAllocator(directory);
    const allocation = await allocator.allocate('standard');
    await expect(allocation.complete('001_x.md')).rejects.toMatchObject({
      code: 'JOURNAL_IDS_LAST_NUMBERS_FAILED',
      message: expect.stringContaining('Number 1 is recorded as completed'),
    });
    expect(readClaimFile(directory, '1.done.json')).toMatchObject({ state: 'completed' });
    const problems = (await allocator.inspect())[0]?.problems.map(({ message }) => message);
    expect(problems?.join()).toContain('not a plain file');
  });
});
