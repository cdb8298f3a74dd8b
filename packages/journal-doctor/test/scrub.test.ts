import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  applyScrub,
  diagnose,
  planScrub,
  type ScrubOptions,
  type ScrubPlan,
  verify,
} from '@opta/journal-doctor';
import { formatSessionLog } from '@opta/journal-format';
import { parseSessionLog, parseUpdateLog } from '@opta/journal-format/parse';
import { nodeFileSystem } from '@opta/journal-fs';
import { createRedactor } from '@opta/journal-redact';
import { createJournalStore } from '@opta/journal-store';
import { createFaultFileSystem } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { updateText } from './log-texts.js';
import { makeJournal, openJournal, type TestJournal } from './new-journal.js';

/** A secret of letters that a name shows as well. */
const SECRET = 'hunter-Horse-Staple-42';
const LONG_AGO = new Date('2026-02-24T10:00:00.123Z');
const EVENTS = '2026-02-24-100000-studio-events.jsonl';

const line = (seq: number, data: object) =>
  `${JSON.stringify({ seq, event_type: 'note', timestamp: '', timestamp_unix: seq, data })}\n`;

function write(journal: TestJournal, name: string, content: string | Uint8Array): string {
  const path = join(dirname(journal.sessions), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, 0o640);
  utimesSync(path, LONG_AGO, LONG_AGO);
  return path;
}

/** Every file below a folder, with its content as it is read. */
function contents(directory: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    const bytes = readFileSync(path);
    files.set(path.slice(directory.length + 1), (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString());
  }
  return files;
}

async function scrub(
  journal: TestJournal,
  secrets: string[] = [SECRET],
  options: Partial<ScrubOptions> = {},
) {
  const all = { ...journal.options, ...options };
  const plan = await planScrub(secrets, all);
  return { plan, result: await applyScrub(plan, secrets, all) };
}

async function expectClean(journal: TestJournal, secrets: string[] = [SECRET]): Promise<void> {
  const plan = await planScrub(secrets, journal.options);
  expect(plan).toMatchObject({ steps: [], left: [], foreign: [] });
  for (const [name, text] of contents(dirname(journal.sessions))) {
    for (const secret of secrets) {
      expect(text, name).not.toContain(secret);
      expect(name).not.toContain(secret.toLowerCase());
    }
  }
}

const UPDATE = updateText({ id: '007', summary: [`The key ${SECRET} was changed.`] });

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
      eventLog: EVENTS,
      summary: [`It said ${SECRET}.`],
      eventCounts: [{ type: 'note', count: 2 }],
    },
    { dialect: 'lmx' },
  ),
  [`sessions/${EVENTS}`]: line(1, { text: `a ${SECRET}` }),
  [`sessions/${EVENTS.replace('.jsonl', '.2.jsonl')}`]: line(2, { [SECRET]: [`{"k":"${SECRET}"}`] }),
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

  it('renames a log whose name shows the secret, and lets others cite it by its new name', async () => {
    const journal = makeJournal();
    const name = '007_2026-02-24_about-hunter-horse-staple-42.md';
    const cut = `008_2026-02-24_about-${'long-'.repeat(6)}${SECRET.slice(0, 14).toLowerCase()}.md`;
    write(journal, `updates/${name}`, updateText({ id: '007' }));
    write(journal, `updates/${cut}`, updateText({ id: '008' }));
    write(journal, 'updates/009_2026-02-25_c.md', updateText({ id: '009', summary: [`Follows ${name}.`] }));
    write(journal, 'updates/last-numbers.txt', `standard 008 - ${cut}\n`);
    write(journal, 'updates/.opta-journal/claims/7.done.json', `{"number":7,"file":"${name}"}`);
    const { plan, result } = await scrub(journal);
    expect(result.failed).toEqual([]);
    expect(JSON.stringify({ plan, result })).not.toMatch(/hunter/i);
    const names = readdirSync(journal.updates).filter((one) => one.endsWith('.md'));
    expect(names).toEqual([
      '007_2026-02-24_about-redacted-scrubbed.md',
      `008_2026-02-24_about-${'long-'.repeat(6)}redacted-scrubbed.md`,
      '009_2026-02-25_c.md',
    ]);
    const texts = [...contents(journal.updates).values()].join('\n');
    expect(texts).not.toMatch(/hunter/i);
    expect(texts).toContain('Follows 007_2026-02-24_about-redacted-scrubbed.md.');
    expect(texts).toMatch(/standard 008 - 008_2026-02-24_about-(?:long-)+redacted-scrubbed\.md/);
    await expectClean(journal);
  });

  it('renames a log whose name shows the beginning of a long secret', async () => {
    const journal = makeJournal();
    const secret = 'q7w'.repeat(300);
    write(journal, `updates/007_2026-02-24_about-${secret.slice(0, 54)}.md`, updateText({ id: '007' }));
    expect((await scrub(journal, [secret])).result.failed).toEqual([]);
    expect(readdirSync(journal.updates)).toContain('007_2026-02-24_about-redacted-scrubbed.md');
  });

  it('gives the second of two session logs a number, and overwrites none', async () => {
    const journal = makeJournal();
    write(journal, 'sessions/2026-02-24-1000-studio-redacted-scrubbed.md', 'first');
    write(journal, 'sessions/2026-02-24-1000-studio-hunter-horse-staple-42.md', 'second');
    expect((await scrub(journal)).result.failed).toEqual([]);
    const texts = contents(journal.sessions);
    expect(texts.get('2026-02-24-1000-studio-redacted-scrubbed.md')).toBe('first');
    expect(texts.get('2026-02-24-1000-studio-redacted-scrubbed-2.md')).toBe('second');
  });

  it('says so where the new name of an event log is taken', async () => {
    const journal = makeJournal();
    write(journal, 'sessions/2026-02-24-100000-redacted-scrubbed-events.jsonl', line(1, {}));
    write(journal, 'sessions/2026-02-24-100000-hunter-horse-staple-42-events.jsonl', line(1, {}));
    const { result } = await scrub(journal);
    expect(result.failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_NAME_TAKEN' } }]);
    expect(JSON.stringify(result)).not.toMatch(/hunter/);
  });

  it('touches no file outside the convention, and says how often the secret is in it', async () => {
    const journal = makeJournal();
    const foreign = [
      'updates/notes.txt',
      'updates/007_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md',
      'sessions/.opta-journal/mine.bin',
      'sessions/archive/2026-01/photo.gz',
    ];
    const elsewhere = ['updates/archive/old/007_2026-02-24_a.md', 'updates/sub/007_2026-02-24_a.md'];
    for (const name of [...foreign, ...elsewhere]) write(journal, name, `${SECRET} ${SECRET}`);
    write(journal, 'updates/007_2026-02-24_a.md', UPDATE);
    symlinkSync(join(journal.updates, 'notes.txt'), join(journal.updates, '009_2026-02-24_link.md'));
    const before = contents(dirname(journal.sessions));
    const { plan } = await scrub(journal);
    expect(plan.foreign.map(({ folder, path, found }) => [`${folder}/${path}`, found])).toEqual(
      expect.arrayContaining(
        foreign.filter((name) => !name.endsWith('.gz')).map((name) => [name, { raw: 2 }]),
      ),
    );
    const after = contents(dirname(journal.sessions));
    for (const name of [...foreign, ...elsewhere]) expect(after.get(name)).toBe(before.get(name));
  });

  it('leaves the files of a running session alone, unless it is the caller’s own', async () => {
    const journal = makeJournal();
    const start = JSON.stringify({
      event_type: 'journal_session_start',
      data: { session: 's9', text: SECRET },
    });
    const path = write(journal, `sessions/${EVENTS}`, `${start}\n`);
    const heartbeat = write(journal, 'sessions/.opta-journal/heartbeats/s9.json', `{"session":"${SECRET}"}`);
    const { plan, result } = await scrub(journal);
    expect(plan.steps).toEqual([]);
    expect(plan.left).toMatchObject([{ path: EVENTS, reason: 'running' }, { reason: 'running' }]);
    expect(result.done).toEqual([]);
    expect(existsSync(join(journal.sessions, 'scrubbed.txt'))).toBe(false);
    // A session that keeps no heartbeat is known by its growing log.
    unlinkSync(heartbeat);
    utimesSync(path, new Date(), new Date());
    expect((await scrub(journal)).plan.left).toMatchObject([{ path: EVENTS, reason: 'running' }]);
    expect((await scrub(journal, [SECRET], { ownSessions: ['s9'] })).result.done).toHaveLength(1);
    await expectClean(journal);
  });

  it('leaves a temporary file that is just being written', async () => {
    const journal = makeJournal();
    const path = write(journal, `updates/.opta-journal/tmp/${'a'.repeat(32)}.tmp`, SECRET);
    utimesSync(path, new Date(), new Date());
    expect((await scrub(journal)).plan.left).toMatchObject([{ reason: 'in-use' }]);
    expect(readFileSync(path, 'utf8')).toBe(SECRET);
  });

  it('does not overwrite a file that changes while it is scrubbed', async () => {
    const journal = makeJournal();
    const path = write(journal, 'updates/007_2026-02-24_a.md', UPDATE);
    const plan = await planScrub([SECRET], journal.options);
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
      // As the new version is handed to the disk, an editor saves the old one with a further line.
      if (name === 'fsync' && args.length === 1 && !readFileSync(path, 'utf8').includes('More')) {
        writeFileSync(path, `${UPDATE}More.\n`);
      }
      return undefined;
    });
    const { options } = openJournal(dirname(journal.updates), fileSystem);
    const result = await applyScrub(plan, [SECRET], options);
    expect(result.failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_LOG_CHANGED' } }]);
    expect(readFileSync(path, 'utf8')).toBe(`${UPDATE}More.\n`);
    await scrub(journal);
    await expectClean(journal);
    expect(readFileSync(path, 'utf8')).toContain('More.');
  });

  it('leaves a file as it was that does not read back', async () => {
    const journal = makeJournal();
    const path = write(journal, 'updates/007_2026-02-24_a.md', UPDATE);
    const plan = await planScrub([SECRET], journal.options);
    const fileSystem = {
      ...nodeFileSystem,
      async: {
        ...nodeFileSystem.async,
        write: (fd: number, data: Uint8Array, offset: number, length: number, position: number | null) => {
          const isLog = Buffer.from(data).includes('redacted');
          const bytes = isLog ? Buffer.from(data).fill(0, 0, 1) : data;
          return nodeFileSystem.async.write(fd, bytes, offset, length, position);
        },
      },
    };
    const { options } = openJournal(dirname(journal.updates), fileSystem);
    const { failed } = await applyScrub(plan, [SECRET], options);
    expect(failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_NOT_CONFIRMED' } }]);
    expect(readFileSync(path, 'utf8')).toBe(UPDATE);
    expect(readdirSync(join(journal.updates, '.opta-journal/tmp'))).toEqual([]);
  });

  it('says which archived log cannot be read, and scrubs the others', async () => {
    const journal = makeJournal();
    const whole = gzipSync(line(1, { text: SECRET.repeat(50) }));
    write(journal, `sessions/archive/2026-02/${EVENTS}.gz`, whole.subarray(0, -12));
    write(journal, 'updates/007_2026-02-24_a.md', UPDATE);
    const { plan, result } = await scrub(journal);
    expect(plan.left).toMatchObject([{ path: `archive/2026-02/${EVENTS}.gz`, reason: 'unreadable' }]);
    expect(result.done).toHaveLength(1);
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

describe('scrub of whatever a redactor knows', () => {
  const github = ['ghp', 'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'].join('_');

  it('finds tokens in logs of programs that did not redact', async () => {
    const journal = makeJournal();
    write(journal, `sessions/${EVENTS}`, line(1, { api_key: 'hunter2hunter2', text: github }));
    write(
      journal,
      'updates/007_2026-02-24_a.md',
      updateText({ id: '007', author: github, summary: [github] }),
    );
    const plan = await planScrub({ createRedactor }, journal.options);
    const result = await applyScrub(plan, { createRedactor }, journal.options);
    expect(result.failed).toEqual([]);
    const texts = [...contents(dirname(journal.sessions)).values()].join('\n');
    expect(texts).not.toMatch(/ghp_|hunter2/);
    const log = readFileSync(join(journal.updates, '007_2026-02-24_a.md'), 'utf8');
    expect(parseUpdateLog(log).author).toMatch(/^\[redacted:github-token/);
    expect((await planScrub({ createRedactor }, journal.options)).steps).toEqual([]);
    expect(readFileSync(join(journal.sessions, 'scrubbed.txt'), 'utf8')).toContain('"kinds":"known"');
  });

  it('takes only the kinds that were asked for', async () => {
    const journal = makeJournal();
    const secrets = { createRedactor, kinds: ['github-token'] };
    write(journal, `sessions/${EVENTS}`, line(1, { api_key: 'hunter2hunter2', text: github }));
    const plan = await planScrub(secrets, journal.options);
    expect(plan.steps).toMatchObject([{ found: { 'github-token': 1 } }]);
    await applyScrub(plan, secrets, journal.options);
    const text = readFileSync(join(journal.sessions, EVENTS), 'utf8');
    expect(text).toContain('hunter2hunter2');
    expect(text).not.toContain('ghp_');
  });
});

it('converges where a scrub was stopped between the two names of a log', async () => {
  const journal = makeJournal();
  const old = write(journal, 'updates/007_2026-02-24_hunter-horse-staple-42.md', updateText({ id: '007' }));
  linkSync(old, join(journal.updates, '007_2026-02-24_redacted-scrubbed.md'));
  expect((await scrub(journal)).result.failed).toEqual([]);
  expect(readdirSync(journal.updates).filter((name) => name.endsWith('.md'))).toEqual([
    '007_2026-02-24_redacted-scrubbed.md',
  ]);
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
