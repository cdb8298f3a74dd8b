import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { applyScrub, diagnose, planScrub, type ScrubPlan, verify } from '@opta/journal-doctor';
import { formatSessionLog } from '@opta/journal-format';
import { parseSessionLog } from '@opta/journal-format/parse';
import { createJournalStore } from '@opta/journal-store';
import { describe, expect, it } from 'vitest';
import { EVENT_LOG } from './log-names.js';
import { makeJournal } from './new-journal.js';
import { expectClean, line, SECRET, scrub, UPDATE, write } from './scrub-journal.js';

/** The secret in every place that a journal has. */
const PLACES: Record<string, string | Uint8Array> = {
  'sessions/2026-02-24-1000-studio-check.md': formatSessionLog(
    {
      date: '2026-02-24',
      time: '10:00',
      device: 'studio',
      user: SECRET,
      model: 'm',
      session: 's1',
      eventLog: EVENT_LOG,
      summary: [`It said ${SECRET}.`],
      eventCounts: [{ type: 'note', count: 2 }],
    },
    { dialect: 'lmx' },
  ),
  [`sessions/${EVENT_LOG}`]: line(1, { text: `a ${SECRET}` }),
  [`sessions/${EVENT_LOG.replace('.jsonl', '.2.jsonl')}`]: line(2, { [SECRET]: [`{"k":"${SECRET}"}`] }),
  'sessions/archive/2026-01/2026-01-02-030405-studio-events.jsonl.gz': gzipSync(line(1, { text: SECRET })),
  'sessions/archive/2026-01/2026-01-02-0304-studio-old.md': `# Old\n\n${SECRET}\n`,
  'sessions/pinned.txt': `007 # ${SECRET}\n`,
  'sessions/.opta-journal/heartbeats/s0.json': `{"session":"s0","said":"${SECRET}"}`,
  'sessions/.opta-journal/sessions/s0.json': `{"logs":{"killed":{"summary":["${SECRET}"]}}}`,
  'updates/007_2026-02-24_a.md': UPDATE,
  'updates/archive/2026-01/003_2026-01-03_b.md': UPDATE,
  'updates/last-numbers.txt': `standard 007 ${SECRET} -\n`,
  'updates/.opta-journal/claims/7.json': `{"number":7,"owner":"${SECRET}"}`,
  'updates/.opta-journal/replaced/007_2026-02-24_a.md.2': UPDATE,
  [`updates/.opta-journal/tmp/${'0'.repeat(32)}.tmp`]: SECRET,
  [`updates/.opta-journal/tmp/${'1'.repeat(32)}.tmp`]: gzipSync(SECRET),
};

describe('scrub', () => {
  it('takes a secret out of every place that the journal keeps', async () => {
    const journal = makeJournal();
    for (const [name, content] of Object.entries(PLACES)) write(journal, name, content);
    const { plan, result } = await scrub(journal);
    expect(plan.steps.map(({ folder, path }) => `${folder}/${path}`).sort()).toEqual(
      Object.keys(PLACES).sort(),
    );
    expect(result.failed).toEqual([]);
    expect(result.done).toHaveLength(plan.steps.length);
    expect(JSON.stringify({ plan, result }).toLowerCase()).not.toContain(SECRET.toLowerCase());
    await expectClean(journal);
    expect(await verify(journal.options)).toEqual([]);
    const session = readFileSync(join(journal.sessions, '2026-02-24-1000-studio-check.md'), 'utf8');
    expect(parseSessionLog(session)).toMatchObject({ user: '[redacted:scrubbed]', session: 's1' });
  });

  it('keeps mode and time of every file, and the name of an archived one', async () => {
    const journal = makeJournal();
    for (const [name, content] of Object.entries(PLACES)) write(journal, name, content);
    const facts = () =>
      Object.keys(PLACES)
        .filter((name) => !name.endsWith('.tmp'))
        .map((name) => {
          const { mode, mtimeNs } = statSync(join(dirname(journal.sessions), name), { bigint: true });
          return { name, mode: mode & 0o777n, microseconds: mtimeNs / 1000n };
        });
    const before = facts();
    expect(before).toContainEqual(expect.objectContaining({ mode: 0o640n }));
    await scrub(journal);
    expect(facts()).toEqual(before);
  });

  it('writes down what was done, in a file that is no log', async () => {
    const journal = makeJournal();
    const record = join(journal.sessions, 'scrubbed.txt');
    write(journal, 'updates/007_2026-02-24_a.md', UPDATE);
    const { result } = await scrub(journal);
    expect(result.record).toEqual({ fileName: 'scrubbed.txt' });
    // A crash took the end of the line.
    writeFileSync(record, readFileSync(record, 'utf8').trimEnd());
    write(journal, 'updates/008_2026-02-25_a.md', UPDATE.replace('007', '008'));
    await scrub(journal);
    const lines = readFileSync(record, 'utf8').trimEnd().split('\n');
    const records = lines.filter((one) => !one.startsWith('#')).map((one) => JSON.parse(one));
    expect(records).toMatchObject([
      {
        scrubbed_at: '2026-03-01T12:00:00.000Z',
        secrets: 1,
        found: { raw: 1 },
        files: [{ folder: 'updates', path: '007_2026-02-24_a.md', action: 'rewrite' }],
      },
      { files: [{ path: '008_2026-02-25_a.md' }] },
    ]);
    expect((await journal.store.listSessionLogs()).entries).toEqual([]);
    for (const compat of [undefined, 'lmx'] as const) {
      const retention = await journal.store.planRetention({ device: 'studio', retentionDays: 1, compat });
      expect(JSON.stringify(retention)).not.toContain('scrubbed.txt');
    }
    expect(await diagnose(journal.options)).not.toContainEqual(
      expect.objectContaining({ files: ['scrubbed.txt'] }),
    );
  });

  it('asks participants, and goes on where one fails', async () => {
    const journal = makeJournal();
    const asked: unknown[] = [];
    const participants = [
      { name: 'index', scrub: async (secrets: unknown) => asked.push(secrets) },
      { name: 'broken', scrub: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) },
    ];
    const { plan, result } = await scrub(journal, [SECRET], { participants });
    expect(plan.participants).toEqual(['index', 'broken']);
    expect(asked).toEqual([[SECRET]]);
    expect(result.participants).toMatchObject([
      { name: 'index', removed: 1 },
      { name: 'broken', error: { code: 'JOURNAL_DOCTOR_IO' } },
    ]);
    expect(result.record).toEqual({ fileName: 'scrubbed.txt' });
  });

  it('says what it does not reach', async () => {
    const { notCovered } = await planScrub([SECRET], makeJournal().options);
    expect(notCovered.join(' ')).toMatch(/git filter-repo.*Backups/s);
  });

  it.each([
    ['too short', ['  1234567  ']],
    ['no text', [12_345_678 as unknown as string]],
    ['a part of the replacement', ['scrubbed']],
    ['not there', []],
  ])('refuses a secret that is %s, and says nothing of it', async (_, secrets) => {
    const error = await planScrub(secrets, makeJournal().options).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'JOURNAL_DOCTOR_SECRET_UNUSABLE' });
    expect(String(error)).not.toMatch(/1234567/);
  });

  it('refuses a plan that it did not make', async () => {
    const { options } = makeJournal();
    const plan = { steps: [{ action: 'unlink', folder: 'updates', path: 'x' }] } as unknown as ScrubPlan;
    await expect(applyScrub(plan, [SECRET], options)).rejects.toMatchObject({
      code: 'JOURNAL_DOCTOR_PLAN_INVALID',
    });
  });
});

it('works on one folder for both kinds of log', async () => {
  const journal = makeJournal();
  write(journal, 'updates/007_2026-02-24_a.md', UPDATE);
  const store = createJournalStore({ sessionLogsDir: journal.updates, updateLogsDir: journal.updates });
  const options = { ...journal.options, store };
  const { steps } = await planScrub([SECRET], options);
  expect(steps).toHaveLength(1);
  expect((await applyScrub(await planScrub([SECRET], options), [SECRET], options)).done).toHaveLength(1);
});
