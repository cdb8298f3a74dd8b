import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { fill, POLICY } from '../../test/aged-sessions.js';
import {
  contentsOf,
  makeRetentionFolder,
  temporaryFilesIn,
  writeSession,
} from '../../test/retention-folder.js';

describe('what changed after the plan', () => {
  const changes: [string, (directory: string, name: string) => void][] = [
    ['grew', (directory, name) => appendFileSync(join(directory, name), 'x')],
    ['was touched', (directory, name) => utimesSync(join(directory, name), 1, 1)],
    [
      'was replaced',
      (directory, name) => {
        const path = join(directory, name);
        const { mtime } = statSync(path);
        const content = readFileSync(path);
        writeFileSync(`${path}.new`, content);
        rmSync(path);
        writeFileSync(path, content);
        utimesSync(path, mtime, mtime);
      },
    ],
    ['is gone', (directory, name) => rmSync(join(directory, name))],
  ];

  it.each(changes.flatMap(([what, change]) => [0, 1, 2].map((index) => ({ what, change, index }))))(
    'stays: file $index of its unit $what',
    async ({ what, change, index }) => {
      for (const mode of ['archive', 'delete'] as const) {
        const { directory, store } = makeRetentionFolder();
        for (const days of [1, 2]) writeSession(directory, { days });
        const names = writeSession(directory, { days: 41, segments: 2 });
        const plan = await store.planRetention({ ...POLICY, mode });
        change(directory, names[index] ?? '');
        const before = contentsOf(directory);
        const result = await store.applyRetention(plan);
        // A segment that is gone may have been deleted by this plan, which was stopped then.
        if (mode === 'delete' && what === 'is gone' && index < 2) expect(result.skipped).toEqual([]);
        else {
          expect(result).toMatchObject({
            done: [],
            skipped: [{ fileName: names.at(-1), reason: 'changed' }],
          });
          expect(contentsOf(directory)).toEqual(before);
        }
      }
    },
  );

  it('stays while it is being copied, and nothing of the copy is left', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { directory, store } = makeRetentionFolder(fileSystem);
    for (const days of [1, 2]) writeSession(directory, { days });
    const [name = ''] = writeSession(directory, { days: 41 });
    for (const moment of ['write', 'link', 'unlink'] as const) {
      const plan = await store.planRetention(POLICY);
      let isDone = false;
      fileSystem.plan = ({ name: called, args }) => {
        const isMoment = called === moment && (called !== 'link' || String(args[1]).endsWith('.gz'));
        if (
          isMoment &&
          !isDone &&
          fileSystem.calls.some(({ args: [path] }) => String(path).endsWith('archive'))
        ) {
          isDone = true;
          appendFileSync(join(directory, name), 'x');
        }
        return undefined;
      };
      const result = await store.applyRetention(plan);
      fileSystem.plan = () => undefined;
      expect(isDone).toBe(true);
      expect(result).toMatchObject({ done: [], skipped: [{ reason: 'changed' }] });
      expect(readdirSync(join(directory, 'archive/2026-04'))).toEqual([]);
      expect(temporaryFilesIn(directory)).toEqual([]);
    }
  });

  it('stays when it was pinned since', async () => {
    const folder = makeRetentionFolder();
    fill(folder);
    const { directory, store } = folder;
    const plan = await store.planRetention(POLICY);
    writeFileSync(join(directory, 'pinned.txt'), '2026-04-20-1200-mbp-1-a.md\n');
    const { done, skipped } = await store.applyRetention(plan);
    expect(done).toHaveLength(2);
    expect(skipped).toEqual([{ fileName: '2026-04-20-1200-mbp-1-a.md', reason: 'pinned' }]);
  });

  it('is a guide only in a plan that was changed by hand, and stays', async () => {
    const { directory, store } = makeRetentionFolder();
    for (const days of [1, 41]) writeSession(directory, { days });
    writeFileSync(join(directory, 'README.md'), '');
    const plan = await store.planRetention({ ...POLICY, mode: 'delete' });
    const { size, ino, mtimeNs } = statSync(join(directory, 'README.md'), { bigint: true });
    const facts = { size: Number(size), inode: String(ino), modifiedNs: String(mtimeNs) };
    for (const unit of plan.units) unit.files = [{ fileName: 'README.md', ...facts }];
    expect((await store.applyRetention(plan)).done).toEqual([]);
    expect(existsSync(join(directory, 'README.md'))).toBe(true);
  });
});
