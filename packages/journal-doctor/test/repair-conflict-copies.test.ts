import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyRepair, diagnose, planRepair } from '@opta/journal-doctor';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFileAllocator } from '@opta/journal-ids';
import { createFaultFileSystem } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { eventLines, sessionText, updateText } from './log-texts.js';
import { FIRST, SECOND } from './logs-of-one-number.js';
import { makeJournal, openJournal, readFolder, readShelf } from './new-journal.js';
import { findErrors, repairAll } from './repair-all.js';

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
