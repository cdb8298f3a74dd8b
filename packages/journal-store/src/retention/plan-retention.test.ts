import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  contentsOf,
  DAY_MS,
  makeRetentionFolder,
  NOW,
  sizeOf,
  writeSession,
} from '../../test/retention-folder.js';
import type { RetentionPlan } from './retention-plan.js';
import type { RetentionPolicy } from './retention-policy.js';

const POLICY: RetentionPolicy = { device: 'mbp-1', now: NOW };

/** The units of a plan by the age of their sessions in days, with their reasons. */
function daysOf({ units }: RetentionPlan): string[] {
  return units.map(({ date, reason }) => {
    const midnight = Date.parse(`${date}T12:00:00Z`);
    return `${(NOW - midnight) / DAY_MS} ${reason}`;
  });
}

describe('a plan', () => {
  it('takes what is older than the days that are kept, by the date in the name, whatever the time of change', async () => {
    const { directory, store } = makeRetentionFolder();
    for (const days of [1, 10, 29, 30, 31, 40]) {
      for (const name of writeSession(directory, { days })) {
        // A clone makes everything new, an old tool everything old.
        const time = new Date(days > 30 ? NOW : 0);
        utimesSync(join(directory, name), time, time);
      }
    }
    const plan = await store.planRetention({ ...POLICY, retentionDays: 30 });
    expect(daysOf(plan)).toEqual(['40 age', '31 age']);
    expect(plan).toMatchObject({ mode: 'archive', plannedAt: NOW, total: 6, kept: [] });
    expect(plan.held).toBe(undefined);
  });

  it('takes a session log with all segments of its event log as one unit, the session log last', async () => {
    const { directory, store } = makeRetentionFolder();
    const names = writeSession(directory, { days: 40, segments: 3 });
    writeSession(directory, { days: 1 });
    const { units, bytes } = await store.planRetention({ ...POLICY, retentionDays: 30 });
    expect(units).toHaveLength(1);
    expect(units[0]).toMatchObject({ folder: 'sessions', fileName: names.at(-1) });
    expect(units[0]?.files.map(({ fileName }) => fileName)).toEqual(names);
    expect(bytes).toBe(names.reduce((sum, name) => sum + sizeOf(join(directory, name)), 0));
  });

  it('takes by count, size and free space what age has left, the oldest first', async () => {
    const { directory, store } = makeRetentionFolder();
    for (const days of [1, 2, 3, 4, 5, 40]) writeSession(directory, { days, bytes: 1_000 });
    const plan = (policy: Partial<RetentionPolicy>) => store.planRetention({ ...POLICY, ...policy });
    expect(daysOf(await plan({ maxSessionLogs: 4 }))).toEqual(['40 count', '5 count']);
    expect(daysOf(await plan({ maxSessionLogs: 4, retentionDays: 30 }))).toEqual(['40 age', '5 count']);
    expect(daysOf(await plan({ maxSessionLogs: 6 }))).toEqual([]);
    const { bytes } = await plan({ maxTotalBytes: 0 });
    expect(daysOf(await plan({ maxTotalBytes: bytes }))).toEqual([]);
    expect(daysOf(await plan({ maxTotalBytes: bytes - 1 }))).toEqual(['40 size']);
    expect(daysOf(await plan({ maxTotalBytes: bytes / 2, retentionDays: 30 }))).toEqual([
      '40 age',
      '5 size',
      '4 size',
    ]);
    expect(daysOf(await plan({ minFreeBytes: 10_000, freeBytes: 10_000 }))).toEqual([]);
    expect(daysOf(await plan({ minFreeBytes: 10_000, freeBytes: 9_999 }))).toEqual(['40 free-space']);
    expect(daysOf(await plan({ minFreeBytes: 10_000, freeBytes: 8_000 }))).toEqual([
      '40 free-space',
      '5 free-space',
    ]);
    expect(daysOf(await plan({ minFreeBytes: 1 }))).toEqual([]);
  });

  it('is empty without limits, with everything within them, in mode off and where the folders are missing', async () => {
    const { directory, store } = makeRetentionFolder();
    writeSession(directory, { days: 400 });
    expect((await store.planRetention(POLICY)).units).toEqual([]);
    expect((await store.planRetention({ ...POLICY, retentionDays: 500 })).units).toEqual([]);
    expect(await store.planRetention({ ...POLICY, retentionDays: 1, mode: 'off' })).toMatchObject({
      units: [],
    });
    rmSync(directory, { recursive: true });
    expect(await store.planRetention({ ...POLICY, retentionDays: 1, minFreeBytes: 1 })).toMatchObject({
      units: [],
      kept: [],
    });
  });

  it('changes nothing on the disk', async () => {
    const { directory, store } = makeRetentionFolder();
    writeSession(directory, { days: 400 });
    const before = contentsOf(directory);
    await store.planRetention({ ...POLICY, retentionDays: 1 });
    expect(contentsOf(directory)).toEqual(before);
  });

  it('survives JSON', async () => {
    const { directory, store } = makeRetentionFolder();
    for (const days of [1, 2, 40]) writeSession(directory, { days });
    const plan = await store.planRetention({ ...POLICY, retentionDays: 30 });
    const { done } = await store.applyRetention(JSON.parse(JSON.stringify(plan)) as RetentionPlan);
    expect(done).toHaveLength(2);
  });
});

describe('what stays whatever the policy says', () => {
  const EAGER = { ...POLICY, retentionDays: 1, maxSessionLogs: 1, maxTotalBytes: 0 };

  it('are sessions without their session log, and those of other devices', async () => {
    const { directory, store } = makeRetentionFolder();
    const running = writeSession(directory, { days: 40, segments: 2, isFinished: false });
    const foreign = writeSession(directory, { days: 41, device: 'mbp-11' });
    const { units, kept } = await store.planRetention(EAGER);
    expect(units).toEqual([]);
    expect(kept).toEqual(
      expect.arrayContaining([
        ...running.map((fileName) => ({ fileName, reason: 'unfinished' })),
        ...foreign.map((fileName) => ({ fileName, reason: 'other-device' })),
      ]),
    );
    expect(kept).toHaveLength(4);
  });

  it('is a session whose log and event log are of different devices, or that names none', async () => {
    const { directory, store } = makeRetentionFolder();
    writeSession(directory, { days: 40, device: 'mbp-2' });
    writeFileSync(
      join(directory, '2026-01-01-0000-mbp-1-a.md'),
      '---\nsession: "x"\ndevice: "mbp-1"\nevent_log: "2026-04-22-120000-mbp-2-events.jsonl"\n---\n',
    );
    writeFileSync(join(directory, '2026-01-01-0001-mbp-1-a.md'), '---\nsession: "y"\n---\n');
    const { units } = await store.planRetention(EAGER);
    expect(units).toEqual([]);
  });

  it('is what pinned.txt names by file or by session, with all that belongs to it, and it is not counted', async () => {
    const { directory, store } = makeRetentionFolder();
    const [first] = writeSession(directory, { days: 41, segments: 2 });
    writeSession(directory, { days: 42, session: 'keep-this' });
    const last = writeSession(directory, { days: 43 }).at(-1);
    writeSession(directory, { days: 44 });
    writeSession(directory, { days: 45, session: 'not-this' });
    const pins = `\uFEFF# What we cite\r\n${first}\r\n\n  keep-this # the outage\n${last}\n#not-this\n`;
    writeFileSync(join(directory, 'pinned.txt'), pins);
    const { units, kept } = await store.planRetention({ ...POLICY, maxSessionLogs: 1 });
    expect(units.map(({ date }) => date)).toEqual(['2026-04-17']);
    expect(kept.filter(({ reason }) => reason === 'pinned')).toHaveLength(7);
  });

  it('is everything where the pins cannot be read', async () => {
    const { directory, store } = makeRetentionFolder();
    writeSession(directory, { days: 40 });
    symlinkSync('/etc/passwd', join(directory, 'pinned.txt'));
    await expect(store.planRetention(EAGER)).rejects.toMatchObject({ code: 'JOURNAL_STORE_IO' });
  });

  it('are guides, names outside the convention, links, folders and FIFOs', async () => {
    const { directory, updates, store } = makeRetentionFolder();
    for (const name of ['README.md', 'SESSION_FORMAT.md', 'session-00.md', 'notes.txt', 'pinned.txt']) {
      writeFileSync(join(directory, name), '');
    }
    writeFileSync(join(directory, '2020-01-01-1200-mbp-1-a.sync-conflict-20200101-120000-ABC.md'), '');
    const at = (name: string) => join(directory, name);
    symlinkSync(join(updates, 'x'), at('2020-01-01-1200-mbp-1-link.md'));
    mkdirSync(at('2020-01-01-1201-mbp-1-folder.md'));
    execFileSync('mkfifo', [at('2020-01-01-1202-mbp-1-fifo.md')]);
    const [events] = writeSession(directory, { days: 40 });
    rmSync(at(events ?? ''));
    symlinkSync(join(updates, 'x'), at(events ?? ''));
    const { units, kept } = await store.planRetention(EAGER);
    expect(units).toEqual([]);
    expect(kept.map(({ reason }) => reason)).toEqual(Array(5).fill('not-a-file'));
  });

  it('are update logs, unless the policy has limits for them', async () => {
    const { directory, updates, store } = makeRetentionFolder();
    for (let id = 200; id < 205; id += 1) {
      writeFileSync(join(updates, `${id}_2020-01-0${id - 199}_a.md`), '');
    }
    writeFileSync(join(updates, 'README.md'), '');
    writeFileSync(join(directory, 'pinned.txt'), '200_2020-01-01_a.md\n');
    expect((await store.planRetention(EAGER)).units).toEqual([]);
    const plan = await store.planRetention({ ...POLICY, updateLogs: { maxUpdateLogs: 3 } });
    expect(plan.units).toMatchObject([
      { folder: 'updates', fileName: '201_2020-01-02_a.md', date: '2020-01-02', reason: 'count' },
    ]);
    expect(plan.kept).toEqual([{ fileName: '200_2020-01-01_a.md', reason: 'pinned' }]);
  });
});

describe('a folder with logs that this program did not write', () => {
  const old =
    '---\ndate: 2026-01-01\ndevice: "mbp-1"\n---\n\n## Summary\n- Started: 2026-01-01 12:00:05 UTC\n- Total events: 2\n';
  const LIMITS = { ...POLICY, maxSessionLogs: 1 };

  it('is left alone until the plan was accepted, then never asked about again', async () => {
    const { directory, store } = makeRetentionFolder();
    writeFileSync(join(directory, '2026-01-01-1200-mbp-1-runtime-session.md'), old);
    writeFileSync(join(directory, '2026-01-01-120005-mbp-1-events.jsonl'), '{}\n{}\n');
    writeSession(directory, { days: 1 });
    const before = contentsOf(directory);
    const plan = await store.planRetention(LIMITS);
    expect(plan).toMatchObject({ held: { reason: 'not-accepted' } });
    expect(plan.units[0]?.files.map(({ fileName }) => fileName)).toEqual([
      '2026-01-01-120005-mbp-1-events.jsonl',
      '2026-01-01-1200-mbp-1-runtime-session.md',
    ]);
    expect(await store.applyRetention(plan)).toMatchObject({ done: [], held: { reason: 'not-accepted' } });
    expect(contentsOf(directory)).toEqual(before);
    await store.acceptRetention();
    expect((await store.planRetention(LIMITS)).held).toBe(undefined);
    expect((await store.applyRetention(plan)).done).toHaveLength(2);
  });

  it('is one also where only an event log is not ours', async () => {
    const { directory, store } = makeRetentionFolder();
    for (const days of [1, 2]) writeSession(directory, { days });
    expect((await store.planRetention(LIMITS)).held).toBe(undefined);
    writeFileSync(join(directory, '2026-01-01-120005-mbp-1-events.jsonl'), '{}\n');
    expect((await store.planRetention(LIMITS)).held).toMatchObject({ reason: 'not-accepted' });
  });

  it('pairs old logs by second, device and number of events, never by the minute alone', async () => {
    const { directory, store } = makeRetentionFolder();
    writeFileSync(join(directory, '2026-01-01-1200-mbp-1-runtime-session.md'), old);
    writeFileSync(join(directory, '2026-01-01-120006-mbp-1-events.jsonl'), '{}\n{}\n');
    writeFileSync(join(directory, '2026-01-01-120005-mbp-1-events.jsonl'), '{}\n{}\n{}\n');
    const { units, kept } = await store.planRetention({ ...POLICY, maxTotalBytes: 0 });
    expect(units.flatMap(({ files }) => files.map(({ fileName }) => fileName))).toEqual([
      '2026-01-01-1200-mbp-1-runtime-session.md',
    ]);
    expect(kept.map(({ reason }) => reason)).toEqual(['unfinished', 'unfinished']);
  });
});

describe('a clock that is wrong', () => {
  const YEAR_MS = 365 * DAY_MS;

  it.each(['archive', 'delete'] as const)('by ten years ahead lets nothing go (%s)', async (mode) => {
    const { directory, store } = makeRetentionFolder();
    for (let days = 0; days < 40; days += 1) writeSession(directory, { days });
    const policy = { ...POLICY, mode, retentionDays: 30, now: NOW + 10 * YEAR_MS };
    const before = contentsOf(directory);
    const plan = await store.planRetention(policy);
    expect(plan).toMatchObject({ held: { reason: 'large-share' } });
    expect(plan.units).toHaveLength(40);
    for (const hours of [0, 1, 23]) {
      const later = await store.planRetention({ ...policy, now: policy.now + hours * 3_600_000 });
      expect(await store.applyRetention(later)).toMatchObject({ done: [], held: { reason: 'large-share' } });
    }
    expect(contentsOf(directory)).toEqual(before);
    // The clock is set right: the usual goes, and what was noted is forgotten.
    const right = await store.planRetention({ ...policy, now: NOW });
    expect(right.held).toBe(undefined);
    expect((await store.applyRetention(right)).done).toHaveLength(18);
    const again = await store.planRetention({ ...policy, now: policy.now + 2 * DAY_MS });
    expect(again).toMatchObject({ held: { reason: 'large-share' } });
  });

  it('by ten years ahead lets nothing go that was not agreed to, however much was', async () => {
    const { directory, store } = makeRetentionFolder();
    for (let days = 0; days < 40; days += 1) writeSession(directory, { days });
    const policy = { ...POLICY, retentionDays: 12, now: NOW };
    const accepted = await store.planRetention(policy);
    expect(accepted.units.length).toBeGreaterThan(20);
    await store.acceptRetention(accepted);
    const before = contentsOf(directory);
    const plan = await store.planRetention({ ...policy, now: NOW + 10 * YEAR_MS });
    expect(plan).toMatchObject({ held: { reason: 'large-share' } });
    expect((await store.applyRetention(plan)).done).toEqual([]);
    expect(contentsOf(directory)).toEqual(before);
  });

  it.each([YEAR_MS, 2 * DAY_MS])('by %i ms behind lets nothing go', async (behindMs) => {
    const { directory, store } = makeRetentionFolder();
    for (let days = 0; days < 40; days += 1) writeSession(directory, { days });
    const policy = { ...POLICY, maxSessionLogs: 5, maxTotalBytes: 0, retentionDays: 1, now: NOW - behindMs };
    const plan = await store.planRetention(policy);
    expect(plan).toMatchObject({ held: { reason: 'clock-behind' } });
    await store.acceptRetention(plan);
    expect(await store.applyRetention(plan)).toMatchObject({ done: [], held: { reason: 'clock-behind' } });
  });

  it('is not taken for wrong because of a zone, or because of another machine', async () => {
    const { directory, store } = makeRetentionFolder();
    writeSession(directory, { days: -1 });
    writeSession(directory, { days: -400, device: 'other' });
    for (const days of [1, 40]) writeSession(directory, { days });
    expect((await store.planRetention({ ...POLICY, retentionDays: 30 })).held).toBe(undefined);
  });
});

describe('a large share by age', () => {
  const LIMITS = { ...POLICY, retentionDays: 30 };

  it('goes after it has been known for a day', async () => {
    const { directory, store } = makeRetentionFolder();
    for (const days of [41, 42, 43]) writeSession(directory, { days });
    const plan = await store.planRetention(LIMITS);
    expect(await store.applyRetention(plan)).toMatchObject({ done: [], held: { reason: 'large-share' } });
    const next = await store.planRetention({ ...LIMITS, now: NOW + DAY_MS });
    expect(next.held).toBe(undefined);
    expect((await store.applyRetention(next)).done).toHaveLength(6);
  });

  it('goes at once when the plan was accepted, and only what that plan has shown', async () => {
    const { directory, store } = makeRetentionFolder();
    for (const days of [41, 42, 43]) writeSession(directory, { days });
    const plan = await store.planRetention(LIMITS);
    await store.acceptRetention();
    expect((await store.applyRetention(plan)).held).toMatchObject({ reason: 'large-share' });
    await store.acceptRetention(plan);
    for (const days of [1, 2, 3, 4]) writeSession(directory, { days });
    const jumped = await store.planRetention({ ...LIMITS, now: NOW + 3_650 * DAY_MS });
    expect(jumped.held).toMatchObject({ reason: 'large-share' });
    expect(jumped.units).toHaveLength(7);
    expect((await store.applyRetention(plan)).done).toHaveLength(6);
  });

  it('may go by count, which no clock can change', async () => {
    const { directory, store } = makeRetentionFolder();
    for (let days = 0; days < 20; days += 1) writeSession(directory, { days });
    const plan = await store.planRetention({ ...POLICY, maxSessionLogs: 2, now: NOW + 3_650 * DAY_MS });
    expect(plan.held).toBe(undefined);
    expect(plan.units).toHaveLength(18);
  });
});

describe('a policy or plan', () => {
  it.each([
    { retentionDays: 0 },
    { maxSessionLogs: 0 },
    { mode: 'burn' },
    { compat: 'cli' },
    { retention: 30 },
    { updateLogs: { days: 3 } },
  ])('is refused: %o', async (policy) => {
    const { store } = makeRetentionFolder();
    await expect(store.planRetention({ ...POLICY, ...policy } as RetentionPolicy)).rejects.toMatchObject({
      code: 'JOURNAL_STORE_OPTION_INVALID',
    });
  });

  it.each(['../outside.md', '/etc/passwd.md', '.hidden.md', 'a/b.md', 'notes.txt', '', 'a\u0000.md'])(
    'that names %j is refused',
    async (fileName) => {
      const { directory, store } = makeRetentionFolder();
      for (const days of [1, 40]) writeSession(directory, { days });
      const plan = await store.planRetention({ ...POLICY, mode: 'delete', maxSessionLogs: 1 });
      const [file] = plan.units[0]?.files ?? [];
      if (file !== undefined) file.fileName = fileName;
      await expect(store.applyRetention(plan)).rejects.toMatchObject({
        code: 'JOURNAL_STORE_OPTION_INVALID',
      });
    },
  );
});
