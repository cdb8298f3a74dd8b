import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFileAllocator } from '@opta/journal-ids';
import { JournalRecoveryError, type RecoveryPlan } from '@opta/journal-recovery';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { BARE, eventLines, sessionText, updateText } from '../../test/log-texts.js';
import { makeJournal, NOW, openJournal, readFolder, type TestJournal } from '../../test/new-journal.js';
import type { Finding, FindingCode } from '../finding.js';
import { repair } from '../repair/repair.js';
import { verify } from '../verify/verify.js';
import { diagnose } from './diagnose.js';

const LOG = '2026-02-24-100000-studio-events.jsonl';
const ORPHAN = 'event-log-without-session-log';
const SESSION_LOG = '2026-02-24-1000-studio-runtime-session.md';

async function find(journal: TestJournal, ...codes: FindingCode[]): Promise<Finding[]> {
  const findings = await diagnose(journal.options);
  return findings.filter(({ code }) => codes.includes(code));
}

/** What was found, without what the allocator says of a folder that it has not numbered itself. */
async function findCodes(journal: TestJournal): Promise<FindingCode[]> {
  const findings = await diagnose(journal.options);
  return findings.map(({ code }) => code).filter((code) => code !== 'last-numbers-behind');
}

async function publish({ updates }: TestJournal, slug: string, now = NOW): Promise<string> {
  const allocator = createFileAllocator({ directory: updates, clock: () => now, timeZone: 'UTC' });
  const allocation = await allocator.allocate('standard');
  const fileName = `${allocation.id}_${new Date(now).toISOString().slice(0, 10)}_${slug}.md`;
  writeFileSync(join(updates, fileName), updateText({ id: allocation.id, uid: allocation.uid }));
  await allocation.complete(fileName);
  await allocator.close();
  return fileName;
}

it('finds nothing in folders that are not there, and creates none', async () => {
  const root = makeTemporaryFolder();
  expect(await diagnose(openJournal(root).options)).toEqual([]);
  expect(readdirSync(root)).toEqual([]);
});

it('finds nothing in a healthy folder, and changes nothing', async () => {
  const journal = makeJournal({
    [`sessions/${LOG}`]: eventLines(['model_loaded']),
    [`sessions/${SESSION_LOG}`]: sessionText({ session: 's1', eventLog: LOG, counts: { model_loaded: 1 } }),
    'sessions/README.md': '# Sessions\n',
    'sessions/SESSION_FORMAT.md': '# Format\n',
    'updates/README.md': '# Updates\n',
    'updates/.DS_Store': '',
    'updates/~syncthing~001_2026-02-24_a.md.tmp': '',
    'updates/.syncthing.001_2026-02-24_a.md.tmp': '',
  });
  await publish(journal, 'first');
  await publish(journal, 'second');
  const before = [readFolder(journal.sessions), readFolder(journal.updates)];
  expect(await diagnose(journal.options)).toEqual([]);
  expect([readFolder(journal.sessions), readFolder(journal.updates)]).toEqual(before);
});

describe('numbers', () => {
  it('finds a number that two logs bear, also with other zeros, and names both with their claim times', async () => {
    const journal = makeJournal();
    const first = await publish(journal, 'first', NOW - 33_000);
    writeFileSync(
      join(journal.updates, '0001_2026-03-01_second.md'),
      updateText({ id: '0001', date: '2026-03-01', time: '11:59:30' }),
    );
    const [finding] = await find(journal, 'duplicate-number');
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
    const [finding] = await find(journal, 'duplicate-number');
    expect(finding?.files).toEqual(['007_2026-02-24_b.md', '007_2026-02-24_a.md']);
    expect(finding?.facts).toMatchObject({ claimants: [{ source: 'uid' }, { source: 'uid' }] });
  });

  it('finds a number of an archived log that was taken again', async () => {
    const journal = makeJournal({
      'updates/archive/2025-01/007_2025-01-01_old.md': updateText({ id: '007', date: '2025-01-01' }),
      'updates/007_2024-02-24_b.md': updateText({ id: '007', date: '2024-02-24' }),
    });
    expect((await find(journal, 'duplicate-number'))[0]?.facts).toMatchObject({
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
    expect(await find(journal, 'number-out-of-order')).toMatchObject([
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
    expect(await find(journal, 'number-out-of-order')).toEqual([]);
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
    expect(await find(journal, 'gap-explained', 'gap-unexplained')).toMatchObject([
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
    expect(await find(journal, 'gap-explained', 'gap-unexplained')).toEqual([]);
  });

  it('finds an id in the frontmatter that is not the number of the name, and none that only has other zeros', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': updateText({ id: '7' }),
      'updates/009_2026-02-24_b.md': updateText({ id: '008' }),
      'updates/227_2026-03-07_bare.md': BARE,
    });
    expect(await find(journal, 'id-differs')).toMatchObject([
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

describe('names', () => {
  it('lists files outside the convention, and what is no file', async () => {
    const journal = makeJournal({
      'sessions/notes.txt': '',
      'sessions/2026-02-31-1000-studio-x.md': '',
      'sessions/007_2026-02-24_a.md': '',
      'updates/notes.md': '',
      'updates/drafts/x.md': '',
    });
    mkdirSync(join(journal.updates, '001_2026-02-24_folder.md'));
    symlinkSync('/etc/hostname', join(journal.sessions, SESSION_LOG));
    const findings = await find(journal, 'name-outside-convention', 'log-not-a-file');
    expect(findings.map(({ code, files }) => [code, ...files])).toEqual([
      ['log-not-a-file', SESSION_LOG],
      ['name-outside-convention', '007_2026-02-24_a.md'],
      ['name-outside-convention', '2026-02-31-1000-studio-x.md'],
      ['name-outside-convention', 'notes.txt'],
      ['log-not-a-file', '001_2026-02-24_folder.md'],
      ['name-outside-convention', 'notes.md'],
    ]);
  });

  it('tells of each file once where both kinds of log share a folder', async () => {
    const journal = makeJournal({
      'updates/001_2026-02-24_a.md': updateText({ id: '001' }),
      [`updates/${SESSION_LOG}`]: sessionText({ session: 's1' }),
      'updates/last-numbers.txt': 'standard 001 - -\n',
      'updates/notes.txt': '',
    });
    const options = { ...journal.options, store: { ...journal.store, sessionLogsDir: journal.updates } };
    expect((await diagnose(options)).map(({ code }) => code)).toEqual([
      'name-outside-convention',
      'name-outside-convention',
    ]);
  });

  it.each([
    ['001_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md', 'updates'],
    ["001_2026-02-24_a (Bob's conflicted copy 2026-02-24).md", 'updates'],
    ['001_2026-02-24_a 2.md', 'updates'],
    ['2026-02-24-1000-studio-runtime-session.sync-conflict-20260224-101010-ABCDEFG.md', 'sessions'],
    ['2026-02-24-100000-studio-events (conflicted copy 2026-02-24).jsonl', 'sessions'],
  ])('finds the conflict copy %s and says whether it differs', async (copy, folder) => {
    const originals = {
      'updates/001_2026-02-24_a.md': updateText({ id: '001' }),
      [`sessions/${SESSION_LOG}`]: sessionText({ session: 's1', eventLog: LOG }),
      [`sessions/${LOG}`]: eventLines([]),
    };
    const original = Object.keys(originals).find(
      (name) => name.startsWith(`${folder}/${copy.slice(0, 14)}`) && name.endsWith(copy.slice(-3)),
    );
    const text = (originals as Record<string, string>)[original ?? ''] ?? '';
    const same = await find(makeJournal({ ...originals, [`${folder}/${copy}`]: text }), 'conflict-copy');
    expect(same).toMatchObject([{ files: [copy, original?.split('/')[1]], facts: { folder, isSame: true } }]);
    const other = await find(
      makeJournal({ ...originals, [`${folder}/${copy}`]: `${text} ` }),
      'conflict-copy',
    );
    expect(other).toMatchObject([{ facts: { folder, isSame: false } }]);
  });

  it('finds a conflict copy whose original is gone', async () => {
    const journal = makeJournal({ 'updates/001_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md': '' });
    expect((await find(journal, 'conflict-copy'))[0]?.facts).toEqual({
      folder: 'updates',
      original: '001_2026-02-24_a.md',
    });
  });

  it('finds frontmatter that cannot be read, and only mentions one that is not there', async () => {
    const journal = makeJournal({
      'updates/001_2026-02-24_a.md': '---\n- no keys\n---\n',
      'updates/002_2026-02-24_b.md': BARE,
      [`sessions/${SESSION_LOG}`]: '---\nno end\n',
    });
    const findings = await find(journal, 'frontmatter-unreadable', 'frontmatter-missing');
    expect(findings.map(({ code, files: [file], severity }) => [code, file, severity])).toEqual([
      ['frontmatter-missing', '002_2026-02-24_b.md', 'info'],
      ['frontmatter-unreadable', '001_2026-02-24_a.md', 'warning'],
      ['frontmatter-unreadable', SESSION_LOG, 'warning'],
    ]);
  });
});

describe('sessions', () => {
  it('finds an event log without a session log, and says if it may be in use', async () => {
    const journal = makeJournal({ [`sessions/${LOG}`]: eventLines(['model_loaded']) });
    const path = join(journal.sessions, LOG);
    utimesSync(path, NOW / 1000 - 10, NOW / 1000 - 10);
    const [inUse] = await find(journal, 'event-log-without-session-log');
    expect(inUse?.facts).toMatchObject({ isInUse: true });
    utimesSync(path, NOW / 1000 - 3600, NOW / 1000 - 3600);
    expect(
      (await diagnose(journal.options)).map(({ code, files, facts }) => ({ code, files, facts })),
    ).toEqual([
      {
        code: 'event-log-without-session-log',
        files: [LOG],
        facts: { isInUse: false, modifiedAt: NOW - 3_600_000, recovery: 'due' },
      },
    ]);
  });

  it('said of an event log that a repair leaves that the repair mends it', async () => {
    const journal = makeJournal({
      [`sessions/${LOG}`]: eventLines(['model_loaded']).replace(/^.*\n/, ''),
    });
    const options = { store: journal.store, timeZone: 'UTC', device: 'studio' };
    const look = async () => (await diagnose(options)).find(({ code }) => code === ORPHAN) as Finding;
    const grown = await look();
    expect(grown.facts).toMatchObject({ recovery: 'grown-lately' });
    expect(grown.fix).toMatch(/^If its program does not run any more: `recover` with `includeLegacy`\./);
    expect((await repair([grown], options)).done).toEqual([]);
    utimesSync(join(journal.sessions, LOG), 1000, 1000);
    const due = await look();
    expect(due.fix).toBe('Recover it. `repair` does it.');
    expect((await repair([due], options)).done).toMatchObject([{ outcome: 'done' }]);
    expect(await diagnose(options)).toEqual([]);
  });

  it.each([
    ['running', 'info', /^Nothing: its program writes the log when it ends\.$/],
    ['other-machine', 'info', /`recover` with `includeForeign`/],
    ['other-device', 'warning', /`recover` with `includeLegacy`\. `repair` leaves it\.$/],
    ['heard-lately', 'warning', /`repair` does it once .* Ask again in 3 min\.$/],
  ] as const)('tells what ends the wait for a session that is left as %s', async (reason, severity, fix) => {
    const journal = makeJournal({ [`sessions/${LOG}`]: eventLines([]) });
    const wait = reason === 'heard-lately' ? { retryAfterMs: 121_000 } : {};
    const left = [{ session: 's1', eventLog: LOG, reason, ...wait }];
    const planRecovery = async () => ({ recoverable: [], left, failed: [] });
    const [finding] = await diagnose({ ...journal.options, planRecovery });
    expect(finding).toMatchObject({ code: ORPHAN, severity, facts: { recovery: reason } });
    expect(finding?.fix).toMatch(fix);
  });

  it('passes on why a session cannot be recovered, and is silent of one that got its log meanwhile', async () => {
    const journal = makeJournal({ [`sessions/${LOG}`]: eventLines([]) });
    const error = new JournalRecoveryError('JOURNAL_RECOVERY_FAILED', 'The disk is broken.');
    const failed = [{ eventLog: LOG, error }];
    const diagnoseWith = (plan: Partial<RecoveryPlan>) =>
      diagnose({
        ...journal.options,
        planRecovery: async () => ({ recoverable: [], left: [], failed: [], ...plan }),
      });
    expect(await diagnoseWith({ failed })).toMatchObject([
      { message: `No session log belongs to "${LOG}". The disk is broken.`, facts: { recovery: 'failed' } },
    ]);
    expect(await diagnoseWith({})).toEqual([]);
  });

  it('finds a session log whose event log is gone', async () => {
    const journal = makeJournal({
      [`sessions/${SESSION_LOG}`]: sessionText({ session: 's1', eventLog: LOG }),
    });
    expect(await diagnose(journal.options)).toMatchObject([
      { code: 'event-log-gone', files: [SESSION_LOG], facts: { eventLog: LOG } },
    ]);
  });

  it('finds two session logs of one session', async () => {
    const text = sessionText({ session: 's1', eventLog: LOG });
    const second = SESSION_LOG.replace('.md', '-2.md');
    const files = { [`sessions/${LOG}`]: eventLines([]), [`sessions/${SESSION_LOG}`]: text };
    const same = makeJournal({ ...files, [`sessions/${second}`]: text });
    expect(await diagnose(same.options)).toMatchObject([
      {
        code: 'session-logs-duplicate',
        files: [SESSION_LOG, second],
        facts: { session: 's1', isSame: true },
      },
    ]);
    const other = makeJournal({ ...files, [`sessions/${second}`]: `${text}\n` });
    expect(await diagnose(other.options)).toMatchObject([{ facts: { isSame: false } }]);
  });

  it('finds damaged lines with their place, and bounds how many it names', async () => {
    const lines = eventLines(Array.from({ length: 50 }, () => 'model_loaded')).split('\n');
    const damaged = lines
      .map((line, index) => (index > 0 && index < 31 ? line.slice(0, -1) : line))
      .join('\n');
    const journal = makeJournal({
      [`sessions/${LOG}`]: `${damaged}{"seq":52,`,
      [`sessions/${SESSION_LOG}`]: sessionText({ session: 's1', eventLog: LOG }),
    });
    const [broken, unfinished] = await diagnose(journal.options);
    expect(broken).toMatchObject({
      code: 'event-log-damaged',
      files: [LOG],
      facts: { count: 30, records: 21 },
    });
    expect(broken?.code === 'event-log-damaged' && broken.facts.places).toHaveLength(20);
    expect(broken?.code === 'event-log-damaged' && broken.facts.places[0]).toMatchObject({
      byteOffset: (lines[0]?.length ?? 0) + 1,
      lineNumber: 2,
    });
    expect(unfinished).toMatchObject({ code: 'event-log-unfinished', facts: { bytes: 10 } });
  });
});

it('lists the folders as often for many event logs as for few', async () => {
  const listings: number[] = [];
  for (const count of [3, 12]) {
    const files = Array.from({ length: count }, (_, index) => {
      const second = String(index).padStart(2, '0');
      const log = LOG.replace('-100000-', `-1000${second}-`);
      const named = index % 3 === 0 ? { session: 's1', eventLog: log } : {};
      const counts = index % 3 === 1 ? `- Started: 2026-02-24 10:00:${second} UTC\n- Total events: 1\n` : '';
      return [
        [`sessions/${log}`, '{"event_type":"model_loaded","data":{}}\n'],
        [`sessions/${SESSION_LOG.replace('.md', `-${index + 2}.md`)}`, `${sessionText(named)}${counts}`],
      ];
    });
    const root = makeTemporaryFolder();
    makeJournal(Object.fromEntries(files.flat()), root);
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { options } = openJournal(root, fileSystem);
    const codes = (await diagnose(options)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'event-log-without-session-log')).toHaveLength(count / 3);
    await verify(options);
    listings.push(fileSystem.calls.filter(({ name }) => name === 'readdir').length);
  }
  expect(listings[1]).toBe(listings[0]);
});

it('finds what crashes left in our own folders, and not what is being written', async () => {
  const state = 'updates/.opta-journal';
  const [old, fresh] = [`${'a'.repeat(32)}.tmp`, `${'b'.repeat(32)}.tmp`];
  const journal = makeJournal({
    [`${state}/tmp/${old}`]: '',
    [`${state}/tmp/${fresh}`]: '',
    [`${state}/replaced/001_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md`]: '',
    [`${state}/replaced/pending/007_2026-02-24_a.md`]: '',
  });
  utimesSync(join(journal.updates, '.opta-journal/tmp', old), 1000, 1000);
  expect((await diagnose(journal.options)).map(({ code, files }) => [code, ...files])).toEqual([
    ['temporary-files-left', old],
    ['original-left', '007_2026-02-24_a.md'],
  ]);
});
