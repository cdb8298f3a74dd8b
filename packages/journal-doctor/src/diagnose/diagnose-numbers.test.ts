import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileAllocator } from '@opta/journal-ids';
import { describe, expect, it } from 'vitest';
import { findCodes, findFindings } from '../../test/find-findings.js';
import { BARE, updateText } from '../../test/log-texts.js';
import { makeJournal, NOW } from '../../test/new-journal.js';
import { publishUpdate } from '../../test/publish-update.js';
import { diagnose } from './diagnose.js';

describe('numbers', () => {
  it('finds a number that two logs bear, also with other zeros, and names both with their claim times', async () => {
    const journal = makeJournal();
    const first = await publishUpdate(journal, 'first', NOW - 33_000);
    writeFileSync(
      join(journal.updates, '0001_2026-03-01_second.md'),
      updateText({ id: '0001', date: '2026-03-01', time: '11:59:30' }),
    );
    const [finding] = await findFindings(journal, 'duplicate-number');
    expect(finding).toMatchObject({
      severity: 'error',
      files: [first, '0001_2026-03-01_second.md'],
      facts: {
        number: 1,
        series: 'standard',
        expectedIds: ['002'],
        claimants: [
          { fileName: first, claimedAt: NOW - 33_000, source: 'claim' },
          { fileName: '0001_2026-03-01_second.md', claimedAt: NOW - 30_000, source: 'frontmatter' },
        ],
      },
    });
    expect(finding?.message).toContain('2026-03-01T11:59:27.000Z');
    expect(finding?.message).toContain('2026-03-01T11:59:30.000Z');
  });

  it('takes the uid of a log for its time where no claim is known', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': updateText({ id: '007', uid: '01KJ7ZZZZZ0000000000000000' }),
      'updates/007_2026-02-24_b.md': updateText({ id: '007', uid: '01KJ7ZZZZY0000000000000000' }),
    });
    const [finding] = await findFindings(journal, 'duplicate-number');
    expect(finding?.files).toEqual(['007_2026-02-24_b.md', '007_2026-02-24_a.md']);
    expect(finding?.facts).toMatchObject({ claimants: [{ source: 'uid' }, { source: 'uid' }] });
  });

  it('finds a number of an archived log that was taken again', async () => {
    const journal = makeJournal({
      'updates/archive/2025-01/007_2025-01-01_old.md': updateText({ id: '007', date: '2025-01-01' }),
      'updates/007_2024-02-24_b.md': updateText({ id: '007', date: '2024-02-24' }),
    });
    expect((await findFindings(journal, 'duplicate-number'))[0]?.facts).toMatchObject({
      claimants: [
        { fileName: '007_2025-01-01_old.md', archived: '2025-01' },
        { fileName: '007_2024-02-24_b.md' },
      ],
    });
  });

  it('does not take a conflict copy for a second log of the number', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': updateText({ id: '007' }),
      'updates/007_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md': updateText({ id: '007' }),
      'updates/007_2026-02-24_a 2.md': updateText({ id: '007' }),
    });
    expect(await findCodes(journal)).toEqual(['conflict-copy', 'conflict-copy']);
  });

  it('finds numbers that are out of order within their series, as exactly as their times are known', async () => {
    const journal = makeJournal({
      'updates/001_2026-03-04_hub.md': updateText({ id: '001', date: '2026-03-04' }),
      'updates/200_2026-02-24_a.md': updateText({ id: '200', time: '10:00:30' }),
      // The CLI writes no seconds: 10:00 is not before 10:00:30.
      'updates/201_2026-02-24_b.md': updateText({ id: '201', time: '10:00' }, 'cli'),
      'updates/202_2026-02-24_c.md': updateText({ id: '202', time: '09:59:59' }),
      'updates/204_2026-02-24_e.md': updateText({ id: '204', time: '09:00:00' }),
      'updates/203_2026-02-23_d.md': updateText({ id: '203', date: '2026-02-23', aliases: ['150'] }),
    });
    expect(await findFindings(journal, 'number-out-of-order')).toMatchObject([
      {
        files: ['200_2026-02-24_a.md', '202_2026-02-24_c.md', '204_2026-02-24_e.md'],
        facts: { series: 'promotion', number: 200, count: 2, earlier: [{ number: 202 }, { number: 204 }] },
      },
    ]);
  });

  it('held the numbers of one device against those of another one with a range of its own', async () => {
    const log = (id: string, time: string) => [`updates/${id}_2026-02-24_a.md`, updateText({ id, time })];
    const journal = makeJournal(
      Object.fromEntries([
        log('001', '10:00:00'),
        log('002', '12:00:00'),
        log('100', '09:00:00'),
        log('101', '11:00:00'),
      ]),
    );
    const codes = async (...ranges: [number, number][]) => {
      const series = { standard: { ranges } };
      const findings = await diagnose({ ...journal.options, series });
      return findings.map(({ code }) => code).filter((code) => code !== 'last-numbers-behind');
    };
    expect(await codes([1, 199])).toEqual(['number-out-of-order', 'gap-unexplained']);
    expect(await codes([1, 99], [100, 199])).toEqual([]);
    // A range that is used up goes on in the next one.
    expect(await codes([1, 2], [100, 199])).toEqual(['number-out-of-order']);
    expect(await codes([100, 199], [1, 2])).toEqual([]);
  });

  it('does not hold the later of two logs with one number against the numbers that follow', async () => {
    const journal = makeJournal({
      'updates/001_2026-02-24_ours.md': updateText({ id: '001', time: '10:00:00' }),
      'updates/001_2026-02-24_theirs.md': updateText({ id: '001', time: '12:00:00' }),
      'updates/002_2026-02-24_next.md': updateText({ id: '002', time: '11:00:00' }),
    });
    expect(await findFindings(journal, 'number-out-of-order')).toEqual([]);
  });

  it('tells a gap that a claim explains from one that nothing explains', async () => {
    const journal = makeJournal({
      'updates/010_2026-02-24_j.md': updateText({ id: '010', aliases: ['004'] }),
    });
    const allocator = createFileAllocator({ directory: journal.updates, clock: () => NOW, timeZone: 'UTC' });
    const abandoned = await allocator.allocate('standard');
    await abandoned.abandon('the build failed');
    await allocator.allocate('standard');
    const deleted = await allocator.allocate('standard');
    await deleted.complete('013_2026-03-01_gone.md');
    await allocator.close();
    writeFileSync(join(journal.updates, '002_2026-02-24_b.md'), updateText({ id: '002' }));
    expect(await findFindings(journal, 'gap-explained', 'gap-unexplained')).toMatchObject([
      { severity: 'info', facts: { number: 4, reason: '"010_2026-02-24_j.md" bore it before' } },
      { severity: 'info', facts: { number: 11, reason: 'it was abandoned: "the build failed"' } },
      {
        severity: 'info',
        facts: { number: 12, reason: expect.stringContaining('was claimed at 2026-03-01T12:00:00') },
      },
      { severity: 'info', facts: { number: 13, reason: expect.stringContaining('013_2026-03-01_gone.md') } },
      { severity: 'warning', facts: { series: 'standard', from: 3, to: 3 } },
      { severity: 'warning', facts: { series: 'standard', from: 5, to: 9 } },
    ]);
  });

  it('counts an archived log as the bearer of its number', async () => {
    const journal = makeJournal({
      'updates/001_2026-02-24_a.md': updateText({ id: '001' }),
      'updates/archive/2026-02/002_2026-02-24_b.md': updateText({ id: '002' }),
      'updates/003_2026-02-24_c.md': updateText({ id: '003' }),
    });
    expect(await findFindings(journal, 'gap-explained', 'gap-unexplained')).toEqual([]);
  });

  it('finds an id in the frontmatter that is not the number of the name, and none that only has other zeros', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': updateText({ id: '7' }),
      'updates/009_2026-02-24_b.md': updateText({ id: '008' }),
      'updates/227_2026-03-07_bare.md': BARE,
    });
    expect(await findFindings(journal, 'id-differs')).toMatchObject([
      { files: ['009_2026-02-24_b.md'], facts: { frontmatterId: '008', nameId: '009' } },
    ]);
  });

  it.each([
    ['behind', 'standard 001 - -\n', 'last-numbers-behind'],
    [
      'in conflict',
      '<<<<<<< HEAD\nstandard 002 - a\n=======\nstandard 002 - b\n>>>>>>> x\n',
      'last-numbers-conflict',
    ],
    ['full of something else', 'standard 002 - -\npromotion 0 - -\n???\n', 'last-numbers-damaged'],
  ] as const)('finds a last-numbers.txt that is %s', async (_, text, code) => {
    const journal = makeJournal({
      'updates/last-numbers.txt': text,
      'updates/002_2026-02-24_a.md': updateText({ id: '002' }),
    });
    const findings = await diagnose(journal.options);
    expect(findings).toMatchObject([{ code, files: ['last-numbers.txt'] }]);
  });
});
