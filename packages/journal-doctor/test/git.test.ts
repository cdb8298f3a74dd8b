import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose, resolveNumber } from '@opta/journal-doctor';
import { runGit as git } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { commitUpdate, createClones, expectHealthy, merge, repairAll, START } from './git-journal.js';
import { updateText } from './log-texts.js';
import { openJournal, readFolder } from './new-journal.js';

describe('branches that took the same number', () => {
  it('have one each after a repair in the middle of the merge, and old citations find their log', async () => {
    const { original, clones } = await createClones();
    const [one] = clones;
    const ours = await commitUpdate(original, 'ours', START + 60_000);
    const theirs = await commitUpdate(one, 'theirs', START + 93_000);
    const citing = await commitUpdate(one, 'citing', START + 120_000, [theirs]);
    expect([ours, theirs, citing]).toEqual([
      '002_2026-02-24_ours.md',
      '002_2026-02-24_theirs.md',
      '003_2026-02-24_citing.md',
    ]);
    expect(merge(one, original)).toBe(true);

    const journal = openJournal(one);
    const [finding] = await diagnose(journal.options);
    expect(finding).toMatchObject({
      code: 'duplicate-number',
      files: [ours, theirs],
      facts: {
        claimants: [
          { fileName: ours, claimedAt: START + 60_000, isCommitted: true },
          { fileName: theirs, claimedAt: START + 93_000, isCommitted: true },
        ],
      },
    });
    await repairAll(journal);
    await expectHealthy(journal, 4);
    expect(await resolveNumber(journal.store, theirs)).toMatchObject([
      { fileName: '004_2026-02-24_theirs.md', by: 'alias' },
    ]);
    expect(await resolveNumber(journal.store, ours)).toMatchObject([{ fileName: ours, by: 'number' }]);
    expect((await resolveNumber(journal.store, '002')).map(({ fileName }) => fileName)).toEqual([
      ours,
      '004_2026-02-24_theirs.md',
    ]);
    git(one, 'add', '-A');
    git(one, 'commit', '-q', '-m', 'merge');
    expect(git(one, 'status', '--porcelain')).toBe('');
    const next = await commitUpdate(one, 'next', START + 180_000);
    expect(next).toBe('005_2026-02-24_next.md');
  });

  it.each(['ours', 'theirs'])('are told apart after the conflict was resolved by taking %s', async (side) => {
    const { original, clones } = await createClones();
    const [one] = clones;
    const ours = await commitUpdate(original, 'ours', START + 93_000);
    const theirs = await commitUpdate(one, 'theirs', START + 60_000);
    expect(merge(one, original)).toBe(true);
    git(one, 'checkout', `--${side}`, 'updates/last-numbers.txt');
    git(one, 'add', '-A');
    git(one, 'commit', '-q', '-m', 'merge');

    const journal = openJournal(one);
    await repairAll(journal);
    await expectHealthy(journal, 3);
    expect(Object.keys(readFolder(journal.updates))).toEqual([
      '001_2026-02-24_base.md',
      theirs,
      '003_2026-02-24_ours.md',
      'last-numbers.txt',
    ]);
    expect(await resolveNumber(journal.store, ours)).toMatchObject([{ fileName: '003_2026-02-24_ours.md' }]);
  });

  it('are mended in three clones in the same way: the earlier claim keeps the number', async () => {
    const { original, clones } = await createClones();
    const [one, two] = clones;
    const names = [
      await commitUpdate(original, 'original', START + 33_000),
      await commitUpdate(one, 'one', START + 66_000),
      await commitUpdate(two, 'two', START),
    ];
    const citing = await commitUpdate(two, 'citing', START + 99_000, names);
    git(two, 'mv', `updates/${citing}`, 'updates/003_2026-02-24_renamed.md');
    git(two, 'commit', '-q', '-m', 'rename');
    for (const other of [original, one]) {
      expect(merge(two, other)).toBe(true);
      // As a person does who keeps both logs and thinks no more of it.
      git(two, 'checkout', '--ours', 'updates/last-numbers.txt');
      git(two, 'add', '-A');
      git(two, 'commit', '-q', '-m', 'merge');
    }
    const journal = openJournal(two);
    await repairAll(journal, true);
    await expectHealthy(journal, 5);
    const files = readFolder(journal.updates);
    expect(Object.keys(files)).toEqual([
      '001_2026-02-24_base.md',
      '002_2026-02-24_two.md',
      '003_2026-02-24_renamed.md',
      '004_2026-02-24_original.md',
      '005_2026-02-24_one.md',
      'last-numbers.txt',
    ]);
    for (const name of ['004_2026-02-24_original.md', '005_2026-02-24_one.md', '002_2026-02-24_two.md']) {
      expect(files['003_2026-02-24_renamed.md']).toContain(`Follows ${name}.`);
    }
    for (const name of names) {
      expect(
        (await resolveNumber(journal.store, name)).map(({ fileName }) => fileName.replace(/^\d+/, '')),
      ).toEqual([name.replace(/^\d+/, '')]);
    }
  });
});

it('lets the log that is in a commit keep its number, whatever its time', async () => {
  const { original } = await createClones();
  const committed = await commitUpdate(original, 'committed', START + 99_000);
  const journal = openJournal(original);
  writeFileSync(
    join(journal.updates, '0002_2026-02-24_earlier.md'),
    updateText({ id: '0002', time: '10:00:01' }),
  );
  await repairAll(journal);
  await expectHealthy(journal, 3);
  expect(Object.keys(readFolder(journal.updates))).toEqual([
    '001_2026-02-24_base.md',
    committed,
    '003_2026-02-24_earlier.md',
    'last-numbers.txt',
  ]);
  expect(await resolveNumber(journal.store, '0002_2026-02-24_earlier.md')).toMatchObject([
    { fileName: '003_2026-02-24_earlier.md' },
  ]);
});
