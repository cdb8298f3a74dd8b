import { existsSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyRepair, diagnose, planRepair, repair, resolveNumber } from '@opta/journal-doctor';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFileAllocator } from '@opta/journal-ids';
import { JournalRecoveryError } from '@opta/journal-recovery';
import { createFaultFileSystem, type FaultPlan } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { eventLines, FREE_FORM, sessionText, updateText } from './log-texts.js';
import { makeJournal, NOW, openJournal, readFolder, readShelf, type TestJournal } from './new-journal.js';

const FIRST = updateText({ id: '007', time: '10:00:00', summary: ['The first.'] });
const SECOND = updateText({ id: '007', time: '10:00:33', summary: ['The second.'] });

/** What is wrong apart from what nothing can mend. */
async function findErrors({ options }: TestJournal): Promise<string[]> {
  const findings = await diagnose(options);
  return findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
}

async function repairAll(journal: TestJournal, rewriteCitations = false) {
  const report = await repair(await diagnose(journal.options), { ...journal.options, rewriteCitations });
  expect(report.failed).toEqual([]);
  return report;
}

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

describe('citations', () => {
  const CITING = updateText({
    id: '008',
    time: '11:00:00',
    summary: ['Follows 007_2026-02-24_b.md and update 007.', 'Not 007_2026-02-24_a.md.'],
  });

  it('stay as they are unless they are to be rewritten', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/007_2026-02-24_b.md': SECOND,
      'updates/008_2026-02-24_c.md': CITING,
    });
    await repairAll(journal);
    expect(readFolder(journal.updates)['008_2026-02-24_c.md']).toBe(CITING);
    await repairAll(journal, true);
    expect(readFolder(journal.updates)['008_2026-02-24_c.md']).toBe(
      CITING.replace('007_2026-02-24_b.md', '009_2026-02-24_b.md'),
    );
    expect(readShelf(journal.updates, 'replaced/pending')).toEqual([]);
  });

  it('are not written into a log that an editor has just changed', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/007_2026-02-24_b.md': SECOND,
      'updates/008_2026-02-24_c.md': CITING,
    });
    await repairAll(journal);
    const path = join(journal.updates, '008_2026-02-24_c.md');
    const edited = `${CITING}\n`;
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
      if (name === 'rename' && String(args[1]).endsWith('pending/008_2026-02-24_c.md'))
        writeFileSync(path, edited);
      return undefined;
    });
    const { options } = openJournal(dirname(journal.updates), fileSystem);
    const report = await repair([], { ...options, rewriteCitations: true });
    expect(report.failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_LOG_CHANGED' } }]);
    expect(readFileSync(path, 'utf8')).toBe(edited);
    expect(readShelf(journal.updates, 'replaced/pending')).toEqual([]);
  });
});

describe('conflict copies', () => {
  const COPY = '007_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md';

  it('go aside where they are identical', async () => {
    const log = '2026-02-24-100000-studio-events.jsonl';
    const logCopy = log.replace('.jsonl', '.sync-conflict-20260224-101010-ABCDEFG.jsonl');
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      [`updates/${COPY}`]: FIRST,
      'sessions/2026-02-24-1000-studio-x.md': sessionText({ session: 's1', eventLog: log }),
      [`sessions/${log}`]: eventLines(['model_loaded']),
      [`sessions/${logCopy}`]: eventLines(['model_loaded']),
    });
    await repairAll(journal);
    expect(Object.keys(readFolder(journal.updates))).not.toContain(COPY);
    expect(readShelf(journal.updates)).toEqual([COPY]);
    expect(readShelf(journal.sessions)).toEqual([logCopy]);
    expect(await findErrors(journal)).toEqual([]);
  });

  it('of last-numbers.txt stayed a finding for ever: its higher numbers are taken over, and it goes aside', async () => {
    const [copyName, secondName] = ['A', 'B'].map(
      (name) => `last-numbers.sync-conflict-20260224-101010-ABCDEF${name}.txt`,
    ) as [string, string];
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/last-numbers.txt': 'standard 007 - 007_2026-02-24_a.md\npromotion 204 - 204_2026-02-24_p.md\n',
      [`updates/${copyName}`]:
        '# A comment\nstandard 012 01J -\npromotion 200 - -\n<<<<<<< ours\nnightly 1900 - -\nno entry\n',
      [`updates/${secondName}`]: 'standard 003 - -\n',
    });
    const report = await repairAll(journal);
    expect(report.done.map(({ files }) => files[0])).toEqual(Array(2).fill('last-numbers.txt'));
    expect(await diagnose(journal.options)).toEqual([]);
    expect(readShelf(journal.updates).sort()).toEqual([copyName, secondName]);
    const entries = readFolder(journal.updates)
      ['last-numbers.txt']?.split('\n')
      .filter((line) => /^\w/.test(line));
    expect(entries).toEqual([
      'nightly 1900 - -',
      'promotion 204 - 204_2026-02-24_p.md',
      'standard 012 01J -',
    ]);
    const allocator = createFileAllocator({ directory: journal.updates, timeZone: 'UTC' });
    expect(await allocator.peek('standard')).toMatchObject({ number: 13 });
    await allocator.close();
  });

  it('of a last-numbers.txt that is gone makes it anew', async () => {
    const name = 'last-numbers.sync-conflict-20260224-101010-ABCDEFG.txt';
    const journal = makeJournal({ [`updates/${name}`]: 'standard 012 01J -\n' });
    await repairAll(journal);
    expect(readFolder(journal.updates)['last-numbers.txt']).toContain('\nstandard 012 01J -\n');
    expect(await diagnose(journal.options)).toEqual([]);
  });

  it('of last-numbers.txt that a sync tool changes meanwhile stays', async () => {
    const name = 'last-numbers.sync-conflict-20260224-101010-ABCDEFG.txt';
    const journal = makeJournal({
      'updates/last-numbers.txt': 'standard 007 - -\n',
      [`updates/${name}`]: 'standard 008 - -\n',
    });
    const plan = planRepair(await diagnose(journal.options));
    const path = join(journal.updates, name);
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name: call, args }) => {
      if (call === 'rename' && String(args[1]).endsWith('last-numbers.txt'))
        writeFileSync(path, 'standard 009 - -\n');
      return undefined;
    });
    const { options } = openJournal(dirname(journal.updates), fileSystem);
    expect((await applyRepair(plan, options)).failed).toMatchObject([
      { error: { code: 'JOURNAL_DOCTOR_LOG_CHANGED' } },
    ]);
    await repairAll(journal);
    expect(readFolder(journal.updates)['last-numbers.txt']).toContain('\nstandard 009 - -\n');
  });

  it('become logs of their own where they differ, found by the name of the original too', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      [`updates/${COPY}`]: SECOND,
      'updates/007_2026-02-24_a 2.md': updateText({ id: '007', summary: ['A third.'] }),
    });
    await repairAll(journal);
    const files = readFolder(journal.updates);
    expect(Object.keys(files)).toEqual([
      '007_2026-02-24_a.md',
      '008_2026-02-24_a.md',
      '009_2026-02-24_a.md',
      'last-numbers.txt',
    ]);
    const texts = ['008_2026-02-24_a.md', '009_2026-02-24_a.md'].map((name) =>
      parseUpdateLog(files[name] ?? ''),
    );
    expect(texts.map(({ summary }) => summary?.[0]).sort()).toEqual(['A third.', 'The second.']);
    expect(texts.map(({ aliases }) => aliases)).toEqual([['007'], ['007']]);
    expect(await findErrors(journal)).toEqual([]);
  });

  it('of session logs stay where they differ, and are reported', async () => {
    const name = '2026-02-24-1000-studio-x';
    const copy = `sessions/${name}.sync-conflict-20260224-101010-ABCDEFG.md`;
    const journal = makeJournal({ [`sessions/${name}.md`]: sessionText({ session: 's1' }), [copy]: 'x' });
    const before = readFolder(journal.sessions);
    const { unresolved } = await repairAll(journal);
    expect(unresolved).toMatchObject([{ code: 'conflict-copy' }]);
    expect(readFolder(journal.sessions)).toEqual(before);
  });

  it('that have changed since the diagnosis stay', async () => {
    const journal = makeJournal({ 'updates/007_2026-02-24_a.md': FIRST, [`updates/${COPY}`]: FIRST });
    const plan = planRepair(await diagnose(journal.options));
    writeFileSync(join(journal.updates, COPY), SECOND);
    const { done } = await applyRepair(plan, journal.options);
    expect(done[0]).toMatchObject({ outcome: 'not-needed' });
    expect(readFolder(journal.updates)[COPY]).toBe(SECOND);
  });
});

it('writes the number of the name into the frontmatter, and remembers the other one', async () => {
  const journal = makeJournal({ 'updates/009_2026-02-24_b.md': updateText({ id: '007' }) });
  await repairAll(journal);
  expect(parseUpdateLog(readFolder(journal.updates)['009_2026-02-24_b.md'] ?? '')).toMatchObject({
    id: '009',
    aliases: ['007'],
  });
  expect(await findErrors(journal)).toEqual([]);
});

it('heals last-numbers.txt, but no conflict that still has to be seen', async () => {
  const conflict =
    '<<<<<<< HEAD\nstandard 007 - 007_2026-02-24_a.md\n=======\nstandard 007 - 007_2026-02-24_b.md\n>>>>>>> b\n';
  const journal = makeJournal({
    'updates/007_2026-02-24_a.md': FIRST,
    'updates/007_2026-02-24_b.md': SECOND,
    'updates/last-numbers.txt': conflict,
  });
  const findings = await diagnose(journal.options);
  const onlyConflict = findings.filter(({ code }) => code === 'last-numbers-conflict');
  const refused = await repair(onlyConflict, journal.options);
  expect(refused.failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_NUMBER_STILL_SHARED' } }]);
  expect(readFolder(journal.updates)['last-numbers.txt']).toBe(conflict);
  await repairAll(journal);
  expect(readFolder(journal.updates)['last-numbers.txt']).not.toContain('<<<<<<<');
  expect(await findErrors(journal)).toEqual([]);
});

it('moves a second session log of the same bytes aside', async () => {
  const text = sessionText({ session: 's1' });
  const [first, second] = ['2026-02-24-1000-studio-x.md', '2026-02-24-1000-studio-x-2.md'];
  const journal = makeJournal({ [`sessions/${first}`]: text, [`sessions/${second}`]: text });
  await repairAll(journal);
  expect(Object.keys(readFolder(journal.sessions))).toEqual([first]);
  expect(readShelf(journal.sessions)).toEqual([second]);
});

it('hands sessions without a log to the recovery, and reports what it could not do', async () => {
  const log = '2026-02-24-100000-studio-events.jsonl';
  const journal = makeJournal({ [`sessions/${log}`]: eventLines([]) });
  const findings = await diagnose(journal.options);
  const recovered = { session: 's1', fileName: 'x.md', status: 'killed', existed: false };
  const recover = async () => ({ recovered: [recovered], left: [], failed: [] });
  expect((await repair(findings, { ...journal.options, recover })).done).toMatchObject([{ files: ['x.md'] }]);
  const error = new JournalRecoveryError('JOURNAL_RECOVERY_FAILED', 'no');
  const fail = async () => ({ recovered: [], left: [], failed: [{ error }] });
  expect((await repair(findings, { ...journal.options, recover: fail })).failed).toMatchObject([
    { error: { code: 'JOURNAL_RECOVERY_FAILED', message: 'no' } },
  ]);
});

it('recovers a session whose machine says nothing any more by the recovery of the journal itself', async () => {
  const log = '2026-02-24-100000-studio-events.jsonl';
  const { events, sessions, options } = await writeDeadSession(log);
  const { recover: _, ...others } = options;
  const own = { ...others, device: 'studio' };
  const report = await repair(await diagnose(own), own);
  expect(report.failed).toEqual([]);
  expect(report.done).toMatchObject([{ step: { action: 'recover' }, outcome: 'done' }]);
  const [name = ''] = report.done[0]?.files ?? [];
  expect(readFileSync(join(sessions, name), 'utf8')).toContain('| model_loaded | 1 |');
  expect(readFileSync(join(sessions, log), 'utf8')).toBe(events);
  expect(await diagnose(own)).toEqual([]);
});

/** An event log of the original server that has not grown for long. */
async function writeDeadSession(log: string) {
  const events = eventLines(['model_loaded']).split('\n').slice(1).join('\n').replace('"seq":2,', '');
  const journal = makeJournal({ [`sessions/${log}`]: events });
  const longAgo = Date.parse('2026-02-24T10:00:00Z') / 1000;
  utimesSync(join(journal.sessions, log), longAgo, longAgo);
  return { events, ...journal };
}

it.each([
  ['a path', { action: 'rewrite-id', fileName: '../x.md', id: '1', message: '' }],
  ['a folder', { action: 'finish-original', fileName: '..', message: '' }],
  ['an unknown step', { action: 'delete-everything', message: '' }],
])('refuses a plan with %s', async (_, step) => {
  const journal = makeJournal();
  const applied = applyRepair({ steps: [step as never], unresolved: [] }, journal.options).then(
    ({ failed: [failure] }) => failure?.error,
    (error: unknown) => error,
  );
  expect(await applied).toMatchObject({ code: 'JOURNAL_DOCTOR_PLAN_INVALID' });
});

it('removes the temporary files that a crash left', async () => {
  const name = `${'a'.repeat(32)}.tmp`;
  const journal = makeJournal({ [`updates/.opta-journal/tmp/${name}`]: '' });
  utimesSync(join(journal.updates, '.opta-journal/tmp', name), 1000, 1000);
  expect((await repairAll(journal)).done).toMatchObject([{ outcome: 'done', files: [name] }]);
  expect(await diagnose(journal.options)).toEqual([]);
});

it('keeps an original of which no new version is there', async () => {
  const journal = makeJournal({ 'updates/.opta-journal/replaced/pending/007_2026-02-24_a.md': FIRST });
  expect((await repairAll(journal)).done).toMatchObject([{ outcome: 'not-needed' }]);
  expect(readShelf(journal.updates, 'replaced/pending')).toEqual(['007_2026-02-24_a.md']);
});
