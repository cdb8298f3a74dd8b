import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { sampleSessionLog } from '../../test/sample-session-log.js';
import { sampleStart } from '../../test/sample-start.js';
import { createJournalStore } from '../create-journal-store.js';
import type { JournalStore } from '../journal-store.js';
import type { SessionLogQuery } from './log-entry.js';

const MODIFIED = new Date('2026-03-01T00:00:00Z');
const HEAD =
  '---\ndevice: "mbp-1"\nmodel: "opta-lmx/0.4.0"\nuser: "ann"\nstatus: "clean"\n---\n\n# Session\n';

function storeWith(files: Record<string, string>): JournalStore {
  const directory = makeTemporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(directory, name), text);
    utimesSync(join(directory, name), MODIFIED, MODIFIED);
  }
  return createJournalStore({
    sessionLogsDir: directory,
    updateLogsDir: join(directory, 'updates'),
    timeZone: 'Australia/Sydney',
  });
}

async function namesOf(store: JournalStore, query: SessionLogQuery = {}): Promise<string[]> {
  return (await store.listSessionLogs(query)).entries.map(({ fileName }) => fileName);
}

describe('listing session logs', () => {
  it('gives the newest first by their names, whatever their times of change', async () => {
    const names = ['2026-02-24-1356-mbp-1-a.md', '2026-02-23-1405-mbp-2-b.md', '2025-12-31-2359-mbp-1-c.md'];
    const store = storeWith(Object.fromEntries(names.map((name) => [name, HEAD])));
    utimesSync(join(store.sessionLogsDir, names[2] ?? ''), new Date(), new Date());
    expect(await namesOf(store)).toEqual(names);
  });

  it('gives an entry with all that name, frontmatter and file say', async () => {
    const store = storeWith({ '2026-02-24-135626-mbp-1-events.jsonl': '' });
    const log = sampleSessionLog({
      started: '2026-02-24T13:56:26+11:00',
      eventLog: '2026-02-24-135626-mbp-1-events.jsonl',
    });
    const { path, size } = await store.publishSessionLog(log, { summary: 'a' });
    utimesSync(path, MODIFIED, MODIFIED);
    expect(await store.listSessionLogs()).toEqual({
      total: 1,
      entries: [
        {
          kind: 'session',
          fileName: '2026-02-24-1356-mbp-1-a.md',
          size,
          createdAt: Date.parse('2026-02-24T13:56:26+11:00'),
          modifiedAt: MODIFIED.getTime(),
          date: '2026-02-24',
          time: '13:56',
          device: 'mbp-1',
          user: 'ann',
          model: 'opta-lmx/0.5.0',
          duration: '00:10:00',
          session: log.session,
          status: 'clean',
          eventLog: '2026-02-24-135626-mbp-1-events.jsonl',
          frontmatter: {
            date: '2026-02-24',
            time: '13:56',
            device: 'mbp-1',
            user: 'ann',
            model: 'opta-lmx/0.5.0',
            duration: '00:10:00',
            session: log.session,
            event_log: '2026-02-24-135626-mbp-1-events.jsonl',
            status: 'clean',
            started: '2026-02-24T13:56:26+11:00',
          },
          readable: true,
        },
      ],
    });
  });

  it('names no event log that is not there, or that is no name of one', async () => {
    const store = storeWith({ 'README.md': '' });
    for (const eventLog of ['2026-02-24-135626-gone-events.jsonl', 'README.md', '../x-events.jsonl']) {
      await store.publishSessionLog(sampleSessionLog({ eventLog, session: eventLog }), { summary: 'a' });
    }
    const { entries } = await store.listSessionLogs();
    expect(entries).toHaveLength(3);
    for (const entry of entries) expect(entry.eventLog).toBe(undefined);
  });

  it('takes the time of the name in the zone of the store where the frontmatter has none', async () => {
    const store = storeWith({ '2026-07-24-1356-mbp-1-a.md': HEAD, '2026-02-24-1356-mbp-1-a.md': HEAD });
    const { entries } = await store.listSessionLogs();
    expect(entries.map(({ createdAt }) => new Date(createdAt).toISOString())).toEqual([
      '2026-07-24T03:56:00.000Z',
      '2026-02-24T02:56:00.000Z',
    ]);
  });

  it.each([
    ['no frontmatter', '# Session\n', 'no frontmatter'],
    ['an empty file', '', 'no frontmatter'],
    ['frontmatter without an end', '---\ndevice: a\n', 'the frontmatter has no end'],
    ['frontmatter that is no list of keys', '---\n- a\n---\n', 'no list of keys'],
    ['frontmatter that is no YAML', '---\n\tdevice: a\n---\n', 'the frontmatter'],
    ['frontmatter beyond 64 KiB', `---\na: "${'x'.repeat(70_000)}"\n---\n`, 'the frontmatter'],
    ['bytes that are no text', '\u0000\u0001', 'no frontmatter'],
  ])('lists a log with %s and marks it', async (_, text, reason) => {
    const store = storeWith({ '2026-02-24-1356-mbp-1-a.md': text });
    const { entries } = await store.listSessionLogs();
    expect(entries).toMatchObject([
      { fileName: '2026-02-24-1356-mbp-1-a.md', readable: false, frontmatter: {}, size: text.length },
    ]);
    expect(entries[0]?.reason).toContain(reason);
    expect(await namesOf(store, { device: 'mbp-1' })).toEqual([]);
  });

  it('reads frontmatter that goes on beyond the first 4 KiB, with CRLF and a BOM too', async () => {
    const store = storeWith({
      '2026-02-24-1356-mbp-1-a.md': `---\nlong: "${'é'.repeat(10_000)}"\nstatus: "clean"\n---\n`,
      '2026-02-24-1357-mbp-1-b.md': `\uFEFF${HEAD.replaceAll('\n', '\r\n')}`,
    });
    expect(await namesOf(store, { status: 'clean' })).toEqual([
      '2026-02-24-1357-mbp-1-b.md',
      '2026-02-24-1356-mbp-1-a.md',
    ]);
  });

  it('leaves out guides, temporary files, conflict copies, event logs and what is not ours', async () => {
    const store = storeWith({
      'README.md': HEAD,
      'SESSION_FORMAT.md': HEAD,
      '.2026-02-24-1356-mbp-1-a.md': HEAD,
      '2026-02-24-1356-mbp-1-a.sync-conflict-20260224-135626-ABCDEFG.md': HEAD,
      '2026-02-24-1356-mbp-1-a 2.md': HEAD,
      '2026-02-30-1356-mbp-1-a.md': HEAD,
      '2026-02-24-2460-mbp-1-a.md': HEAD,
      '2026-02-24-1356-mbp-1-a.md.tmp': HEAD,
      '007_2026-02-24_a.md': HEAD,
      '2026-02-24-135626-mbp-1-events.jsonl': '{}\n',
      '2026-02-24-135626-mbp-1-events.2.jsonl': '{}\n',
      'notes.txt': '',
      '2026-02-24-1356-mbp-1-kept.md': HEAD,
    });
    expect(await namesOf(store)).toEqual(['2026-02-24-1356-mbp-1-kept.md']);
  });

  it('gives other logs but the guides after all others, and every event log as one, where that is asked for', async () => {
    const store = storeWith({
      'README.md': HEAD,
      'SESSION_FORMAT.md': HEAD,
      'session-00.md': HEAD,
      'notes.txt': '',
      '.hidden.md': HEAD,
      '2026-02-24-1356-mbp-1-a.md': HEAD,
      '2026-02-24-135626-mbp-1-events.jsonl': '{}\n',
      '2026-02-24-135626-mbp-1-events.2.jsonl': '{}\n',
    });
    const { entries } = await store.listSessionLogs({ includeOther: true, includeEventLogs: true });
    expect(entries.map(({ kind, fileName, readable }) => [kind, fileName, readable])).toEqual([
      ['events', '2026-02-24-135626-mbp-1-events.jsonl', true],
      ['session', '2026-02-24-1356-mbp-1-a.md', true],
      ['other', 'session-00.md', true],
    ]);
    expect(entries[0]).toEqual({
      kind: 'events',
      fileName: '2026-02-24-135626-mbp-1-events.jsonl',
      segments: ['2026-02-24-135626-mbp-1-events.jsonl', '2026-02-24-135626-mbp-1-events.2.jsonl'],
      size: 6,
      createdAt: Date.parse('2026-02-24T13:56:26+11:00'),
      modifiedAt: MODIFIED.getTime(),
      date: '2026-02-24',
      time: '13:56:26',
      frontmatter: {},
      readable: true,
    });
  });

  it('neither reads nor lists links, folders and FIFOs, and does not wait for them', async () => {
    const store = storeWith({ '2026-02-24-1356-mbp-1-a.md': HEAD });
    const at = (name: string) => join(store.sessionLogsDir, name);
    symlinkSync('/etc/passwd', at('2026-02-24-1357-mbp-1-link.md'));
    symlinkSync('2026-02-24-1358-mbp-1-loop.md', at('2026-02-24-1358-mbp-1-loop.md'));
    mkdirSync(at('2026-02-24-1359-mbp-1-folder.md'));
    mkdirSync(at('2026-02-24-135959-mbp-1-events.jsonl'));
    execFileSync('mkfifo', [at('2026-02-24-1400-mbp-1-fifo.md'), at('2026-02-24-140000-mbp-1-events.jsonl')]);
    expect(await namesOf(store, { includeEventLogs: true })).toEqual(['2026-02-24-1356-mbp-1-a.md']);
  });

  it('lists a file that cannot be read and says why', async () => {
    const directory = makeTemporaryFolder();
    writeFileSync(join(directory, '2026-02-24-1356-mbp-1-a.md'), HEAD);
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) =>
      name === 'open' && String(args[0]).endsWith('.md') ? { errno: 'EACCES' } : undefined,
    );
    const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory, fileSystem });
    expect((await store.listSessionLogs()).entries).toMatchObject([
      { readable: false, reason: 'the file cannot be read (EACCES)', size: HEAD.length },
    ]);
  });

  it('filters by device, model, user and status, exactly', async () => {
    const log = (fields: Record<string, unknown>) =>
      `---\n${Object.entries(fields)
        .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
        .join('\n')}\n---\n`;
    const store = storeWith({
      '2026-02-24-1356-a-1.md': log({ device: 'a', model: 'm', user: 'ann', status: 'clean' }),
      '2026-02-24-1357-a-2.md': log({ device: 'a', model: 'm', user: 'bob', status: 'killed' }),
      '2026-02-24-1358-b-3.md': log({ device: 'b', model: 'n', user: 'ann', status: 'clean' }),
      '2026-02-24-1359-b-4.md': log({ device: 48, model: 'mm', user: true }),
    });
    const numbers = async (query: SessionLogQuery) =>
      (await namesOf(store, query)).map((name) => name.slice(-4, -3)).join('');
    expect(await numbers({ device: 'a' })).toBe('21');
    expect(await numbers({ model: 'm' })).toBe('21');
    expect(await numbers({ user: 'ann' })).toBe('31');
    expect(await numbers({ user: 'ann', device: 'a' })).toBe('1');
    expect(await numbers({ status: 'killed' })).toBe('2');
    expect(await numbers({ device: '48', user: 'true' })).toBe('4');
    expect(await numbers({ device: 'A' })).toBe('');
    expect((await store.listSessionLogs({ device: 'a' })).total).toBe(undefined);
  });

  it('counts what matches on all pages where that is asked for, and ends the last page that has a match', async () => {
    const names = Array.from({ length: 9 }, (_, number) => `2026-02-2${number}-1356-mbp-1-a.md`);
    const store = storeWith(
      Object.fromEntries(
        names.map((name, number) => [name, `---\nuser: ${number % 3 === 1 ? 'ann' : 'bob'}\n---\n`]),
      ),
    );
    const first = await store.listSessionLogs({ user: 'ann', limit: 2, count: true });
    expect(first).toMatchObject({ total: 3, entries: [{ fileName: names[7] }, { fileName: names[4] }] });
    const { nextCursor: cursor } = first;
    const second = await store.listSessionLogs({ user: 'ann', limit: 2, count: true, cursor });
    expect(second).toMatchObject({ total: 3, entries: [{ fileName: names[1] }] });
    expect(second.nextCursor).toBe(undefined);
    const all = await store.listSessionLogs({ user: 'ann', limit: 3, count: true });
    expect([all.total, all.nextCursor]).toEqual([3, undefined]);
    expect((await store.listSessionLogs({ user: 'ann', limit: 3 })).nextCursor).toBeTypeOf('string');
    expect((await store.listSessionLogs({ user: 'nobody', count: true })).total).toBe(0);
    expect((await store.listSessionLogs({ limit: 2, count: true })).total).toBe(9);
  });

  it('filters by days, both included, without opening a log outside of them', async () => {
    const directory = makeTemporaryFolder();
    for (const day of ['22', '23', '24', '25']) {
      writeFileSync(join(directory, `2026-02-${day}-1356-mbp-1-a.md`), HEAD);
    }
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory, fileSystem });
    const page = await store.listSessionLogs({ since: '2026-02-23', until: '2026-02-24' });
    expect(page.total).toBe(2);
    expect(page.entries.map(({ date }) => date)).toEqual(['2026-02-24', '2026-02-23']);
    expect(fileSystem.calls.filter(({ name }) => name === 'open')).toHaveLength(2);
  });

  it('is empty where the folder is missing, and rejects where something else is in its place', async () => {
    const directory = makeTemporaryFolder();
    const at = (name: string) =>
      createJournalStore({ sessionLogsDir: join(directory, name), updateLogsDir: join(directory, name) });
    writeFileSync(join(directory, 'file'), '');
    expect(await at('missing').listSessionLogs()).toEqual({ entries: [], total: 0 });
    expect(await at('missing').listUpdateLogs()).toEqual({ entries: [], total: 0 });
    await expect(at('file').listSessionLogs()).rejects.toMatchObject({
      code: 'JOURNAL_STORE_IO',
      facts: { errno: 'ENOTDIR' },
    });
  });

  it.each([
    { limit: 0 },
    { limit: 10_001 },
    { limit: 1.5 },
    { since: '24.2.2026' },
    { device: 7 },
    { colour: 'red' },
  ])('refuses the query %o', async (query) => {
    await expect(storeWith({}).listSessionLogs(query as SessionLogQuery)).rejects.toMatchObject({
      code: 'JOURNAL_STORE_OPTION_INVALID',
    });
  });

  it.each(['', 'x', 'WzIsImEiXQ', Buffer.from('[1,7]').toString('base64url')])(
    'refuses the cursor %j, which it never gave out',
    async (cursor) => {
      await expect(storeWith({}).listSessionLogs({ cursor })).rejects.toMatchObject({
        code: 'JOURNAL_STORE_CURSOR_INVALID',
      });
    },
  );

  it('finds the log of a runtime by its session, with the event log that belongs to it', async () => {
    const store = storeWith({});
    const log = await store.openEventLog({ start: sampleStart() });
    await log.close();
    const { session } = sampleStart();
    await store.publishSessionLog(sampleSessionLog({ session, eventLog: log.fileName }), { summary: 'a' });
    expect((await store.listSessionLogs()).entries).toMatchObject([{ session, eventLog: log.fileName }]);
  });
});
