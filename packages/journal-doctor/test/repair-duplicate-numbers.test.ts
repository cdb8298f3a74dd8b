import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyRepair, diagnose, planRepair, repair, resolveNumber } from '@opta/journal-doctor';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFileAllocator } from '@opta/journal-ids';
import { createFaultFileSystem, type FaultPlan } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { FREE_FORM, updateText } from './log-texts.js';
import { FIRST, SECOND } from './logs-of-one-number.js';
import { makeJournal, NOW, openJournal, readFolder, readShelf } from './new-journal.js';
import { findErrors, repairAll } from './repair-all.js';

describe('duplicate numbers', () => {
  it('gives the later log the next number, and its old number as an alias', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': SECOND,
      'updates/007_2026-02-24_b.md': FIRST,
      'updates/009_2026-02-24_c.md': updateText({ id: '009', time: '11:00:00' }),
    });
    const report = await repairAll(journal);
    expect(report.done.map(({ outcome, files }) => [outcome, files])).toEqual([
      ['done', ['010_2026-02-24_a.md']],
      ['done', ['last-numbers.txt']],
    ]);
    const files = readFolder(journal.updates);
    expect(Object.keys(files)).toEqual([
      '007_2026-02-24_b.md',
      '009_2026-02-24_c.md',
      '010_2026-02-24_a.md',
      'last-numbers.txt',
    ]);
    expect(files['007_2026-02-24_b.md']).toBe(FIRST);
    expect(parseUpdateLog(files['010_2026-02-24_a.md'] ?? '')).toEqual({
      ...parseUpdateLog(SECOND),
      id: '010',
      aliases: ['007'],
    });
    expect(files['last-numbers.txt']).toMatch(/^standard 010 \S+ 010_2026-02-24_a\.md$/m);
    expect(readShelf(journal.updates, 'replaced/pending')).toEqual([]);
    expect(await resolveNumber(journal.store, '007_2026-02-24_a.md')).toMatchObject([
      { fileName: '010_2026-02-24_a.md', by: 'alias' },
    ]);
  });

  it('shows the plan before anything happens', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/0007_2026-02-24_b.md': SECOND,
    });
    const before = readFolder(journal.updates);
    const plan = planRepair(await diagnose(journal.options));
    expect(plan.steps[0]).toMatchObject({ fileName: '0007_2026-02-24_b.md', expectedId: '008' });
    expect(readFolder(journal.updates)).toEqual(before);
    await applyRepair(plan, journal.options);
    expect(await resolveNumber(journal.store, '0007_2026-02-24_b.md')).toMatchObject([
      { fileName: '008_2026-02-24_b.md' },
    ]);
  });

  it('takes the next number by an ordinary allocation, also where another one was foretold', async () => {
    const journal = makeJournal({
      'updates/200_2026-02-24_a.md': FIRST,
      'updates/200_2026-02-24_b.md': SECOND,
    });
    const plan = planRepair(await diagnose(journal.options));
    expect(plan.steps[0]).toMatchObject({ series: 'promotion', expectedId: '201' });
    const allocator = createFileAllocator({ directory: journal.updates });
    expect((await allocator.allocate('promotion')).id).toBe('201');
    await applyRepair(plan, journal.options);
    expect(Object.keys(readFolder(journal.updates))).toContain('202_2026-02-24_b.md');
    expect((await allocator.allocate('promotion')).id).toBe('203');
  });

  it('does nothing the second time', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/007_2026-02-24_b.md': SECOND,
    });
    const plan = planRepair(await diagnose(journal.options));
    await applyRepair(plan, journal.options);
    const after = readFolder(journal.updates);
    expect(await findErrors(journal)).toEqual([]);
    const again = await applyRepair(plan, journal.options);
    expect(again.done.map(({ outcome }) => outcome)).toEqual(['not-needed', 'done']);
    expect(again.failed).toEqual([]);
    expect(readFolder(journal.updates)).toEqual(after);
  });

  it('keeps every byte of a free-form log but the two lines, and the mode of the file', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-23_a.md': updateText({ id: '007', date: '2026-02-23' }),
      'updates/007_2026-02-24_b.md': FREE_FORM,
    });
    const path = join(journal.updates, '007_2026-02-24_b.md');
    nodeFileSystem.sync.chmod(path, 0o644);
    await repairAll(journal);
    const renumbered = join(journal.updates, '008_2026-02-24_b.md');
    const body = FREE_FORM.slice(FREE_FORM.indexOf('---\n\n**Date'));
    expect(readFileSync(renumbered, 'utf8').endsWith(body)).toBe(true);
    expect(statSync(renumbered).mode & 0o777).toBe(0o644);
  });

  it('leaves a log that cannot be edited as it is, and uses no number for it', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-23_a.md': updateText({ id: '007', date: '2026-02-23' }),
    });
    const bytes = Buffer.concat([Buffer.from(FREE_FORM), Buffer.from([0xff, 0xfe])]);
    writeFileSync(join(journal.updates, '007_2026-02-24_b.md'), bytes);
    const report = await repair(await diagnose(journal.options), journal.options);
    expect(report.failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_UNEDITABLE' } }]);
    expect(readFileSync(join(journal.updates, '007_2026-02-24_b.md')).equals(bytes)).toBe(true);
    expect(await createFileAllocator({ directory: journal.updates }).peek('standard')).toMatchObject({
      id: '008',
    });
  });

  it('does not renumber where the other log has gone since the diagnosis', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/007_2026-02-24_b.md': SECOND,
    });
    const plan = planRepair(await diagnose(journal.options));
    rmSync(join(journal.updates, '007_2026-02-24_a.md'));
    expect((await applyRepair(plan, journal.options)).done[0]).toMatchObject({ outcome: 'not-needed' });
    expect(readFolder(journal.updates)['007_2026-02-24_b.md']).toBe(SECOND);
  });

  it('says so and loses nothing when the series is full', async () => {
    const text = updateText({ id: '199' });
    const journal = makeJournal({ 'updates/199_2026-02-24_a.md': text, 'updates/199_2026-02-24_b.md': text });
    const before = readFolder(journal.updates);
    const report = await repair(await diagnose(journal.options), journal.options);
    expect(report.failed).toMatchObject([{ error: { code: 'JOURNAL_IDS_SERIES_FULL' } }]);
    expect(readFolder(journal.updates)).toMatchObject(before);
  });

  it('uses the number that an interrupted repair had decided on', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/007_2026-02-24_b.md': SECOND,
    });
    const crash: FaultPlan = ({ args }) =>
      String(args[1]).endsWith('008_2026-02-24_b.md') ? { crash: true, when: 'before' } : undefined;
    const plan = planRepair(await diagnose(journal.options));
    const fileSystem = createFaultFileSystem(nodeFileSystem, crash);
    const { options } = openJournal(dirname(journal.updates), fileSystem);
    await expect(applyRepair(plan, options)).rejects.toThrow('crash');
    expect(await findErrors(journal)).toContain('original-left');
    await createFileAllocator({ directory: journal.updates, clock: () => NOW }).allocate('standard');
    await repairAll(journal);
    expect(Object.keys(readFolder(journal.updates))).toContain('008_2026-02-24_b.md');
    expect(await findErrors(journal)).toEqual([]);
  });

  it('is content where another repair has removed the original that it had put aside', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/007_2026-02-24_b.md': SECOND,
    });
    let removed = 0;
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
      const isKept = /pending.007_2026-02-24_b\.md$/.test(String(args[0]));
      if (name === 'open' && isKept && existsSync(String(args[0]))) {
        rmSync(String(args[0]));
        removed += 1;
      }
      return undefined;
    });
    const { options } = openJournal(dirname(journal.updates), fileSystem);
    const report = await repair(await diagnose(journal.options), options);
    expect({ failed: report.failed, removed }).toEqual({ failed: [], removed: 1 });
    expect(readFolder(journal.updates)['008_2026-02-24_b.md']).toContain('The second.');
    expect(await findErrors(journal)).toEqual([]);
  });

  it('leaves a log as an editor wrote it meanwhile, and renumbers that the next time', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/007_2026-02-24_b.md': SECOND,
    });
    const edited = SECOND.replace('The second.', 'The second, corrected.');
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
      const isMove = name === 'rename' && String(args[0]).endsWith('007_2026-02-24_b.md');
      if (isMove && !String(args[0]).includes('pending')) writeFileSync(String(args[0]), edited);
      return undefined;
    });
    const { options } = openJournal(dirname(journal.updates), fileSystem);
    const report = await repair(await diagnose(journal.options), options);
    expect(report.failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_LOG_CHANGED' } }]);
    expect(Object.keys(readFolder(journal.updates))).not.toContain('008_2026-02-24_b.md');
    expect(readFolder(journal.updates)['007_2026-02-24_b.md']).toBe(edited);
    await repairAll(journal);
    const renumbered = readFolder(journal.updates)['009_2026-02-24_b.md'] ?? '';
    expect(renumbered).toContain('The second, corrected.');
    expect(await findErrors(journal)).toEqual([]);
  });

  it('keeps both versions of a log that was edited after an interrupted repair had published it', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/007_2026-02-24_b.md': SECOND,
    });
    const crash: FaultPlan = ({ name, args }) =>
      name === 'rename' && String(args[0]).endsWith('007_2026-02-24_b.md')
        ? { crash: true, when: 'before' }
        : undefined;
    const plan = planRepair(await diagnose(journal.options));
    const fileSystem = createFaultFileSystem(nodeFileSystem, crash);
    const { options } = openJournal(dirname(journal.updates), fileSystem);
    await expect(applyRepair(plan, options)).rejects.toThrow('crash');
    writeFileSync(join(journal.updates, '007_2026-02-24_b.md'), SECOND.replace('The second.', 'Corrected.'));
    const { failed } = await applyRepair(plan, journal.options);
    expect(failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_LOG_CHANGED' } }]);
    await repairAll(journal);
    const files = readFolder(journal.updates);
    expect(files['008_2026-02-24_b.md']).toContain('The second.');
    expect(files['009_2026-02-24_b.md']).toContain('Corrected.');
    expect(await findErrors(journal)).toEqual([]);
  });

  it('never reads through a link that somebody put in the place of a log', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/007_2026-02-24_b.md': SECOND,
    });
    const plan = planRepair(await diagnose(journal.options));
    const secret = join(dirname(journal.updates), 'secret.md');
    writeFileSync(secret, SECOND);
    rmSync(join(journal.updates, '007_2026-02-24_b.md'));
    symlinkSync(secret, join(journal.updates, '007_2026-02-24_b.md'));
    expect((await applyRepair(plan, journal.options)).failed).toMatchObject([
      { error: { code: 'JOURNAL_FS_NOT_A_FILE' } },
    ]);
    expect(readFileSync(secret, 'utf8')).toBe(SECOND);
    expect(Object.keys(readFolder(journal.updates))).not.toContain('008_2026-02-24_b.md');
  });

  it('leaves one version of each log when several repairs run at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const journal = makeJournal({
        'updates/007_2026-02-24_a.md': FIRST,
        'updates/007_2026-02-24_b.md': SECOND,
        'updates/007_2026-02-24_c.md': updateText({ id: '007', time: '10:01:06' }),
      });
      const plan = planRepair(await diagnose(journal.options), { rewriteCitations: true });
      const reports = await Promise.all([1, 2, 3].map(() => applyRepair(plan, journal.options)));
      for (const { failed } of reports) expect(failed).toEqual([]);
      const names = Object.keys(readFolder(journal.updates)).filter((name) => name.endsWith('.md'));
      expect(names.map((name) => name.replace(/^\d+/, '')).sort()).toEqual([
        '_2026-02-24_a.md',
        '_2026-02-24_b.md',
        '_2026-02-24_c.md',
      ]);
      expect(new Set(names.map((name) => Number.parseInt(name, 10))).size).toBe(3);
      await repairAll(journal);
      expect(readShelf(journal.updates, 'replaced/pending')).toEqual([]);
    }
  }, 60_000);
});

describe('a repair', () => {
  it('does not fail where another one comes to its end before any of its looks at the log', async () => {
    let wasOvertaken = true;
    for (let overtakenAt = 1; wasOvertaken; overtakenAt += 1) {
      const journal = makeJournal({
        'updates/007_2026-02-24_a.md': FIRST,
        'updates/007_2026-02-24_b.md': SECOND,
      });
      const plan = planRepair(await diagnose(journal.options));
      let looks = 0;
      const lstat: typeof nodeFileSystem.async.lstat = async (path) => {
        looks += path.endsWith('007_2026-02-24_b.md') ? 1 : 0;
        if (looks === overtakenAt && path.endsWith('007_2026-02-24_b.md')) await repairAll(journal);
        return nodeFileSystem.async.lstat(path);
      };
      const fileSystem = { ...nodeFileSystem, async: { ...nodeFileSystem.async, lstat } };
      const { failed } = await applyRepair(plan, { ...journal.options, fileSystem });
      expect(failed, `overtaken at look ${overtakenAt}`).toEqual([]);
      const names = Object.keys(readFolder(journal.updates)).filter((name) => name.endsWith('_b.md'));
      expect(names).toHaveLength(1);
      wasOvertaken = looks >= overtakenAt;
      if (!wasOvertaken) expect(overtakenAt).toBeGreaterThan(2);
    }
  });
});
