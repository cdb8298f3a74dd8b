import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { createJournalStore } from '../create-journal-store.js';
import type { JournalStore } from '../journal-store.js';

const NAME = '2026-02-24-1356-mbp-1-runtime-session.md';
const MODIFIED = new Date('2026-03-01T00:00:00Z');

function storeWith(files: Record<string, string>, updates: Record<string, string> = {}): JournalStore {
  const directory = makeTemporaryFolder();
  const store = createJournalStore({
    sessionLogsDir: join(directory, 'sessions'),
    updateLogsDir: join(directory, 'updates'),
    timeZone: 'UTC',
  });
  for (const [folder, content] of [
    [store.sessionLogsDir, files],
    [store.updateLogsDir, updates],
  ] as const) {
    mkdirSync(folder);
    for (const [name, text] of Object.entries(content)) {
      writeFileSync(join(folder, name), text);
      utimesSync(join(folder, name), MODIFIED, MODIFIED);
    }
  }
  return store;
}

/** A session log as Opta LMX writes it. */
function oldLog(started: string, total: number): string {
  return `---\ndate: 2026-02-24\ndevice: "mbp-1"\n---\n\n# Session\n\n## Summary\n- Started: ${started} AEDT\n- Total events: ${total}\n`;
}

const line = '{"data": {}, "event_type": "a", "timestamp": "x", "timestamp_unix": 1.0}\n';

describe('reading a log', () => {
  it('gives its text and what its name says', async () => {
    const text = '---\ndevice: "mbp-1"\n---\n\nZoë\n';
    const store = storeWith({ [NAME]: text }, { '007_2026-02-24_a.md': 'update' });
    expect(await store.readLog(NAME)).toEqual({
      fileName: NAME,
      kind: 'session',
      text,
      size: Buffer.byteLength(text),
      createdAt: Date.parse('2026-02-24T13:56:00Z'),
      modifiedAt: MODIFIED.getTime(),
    });
    expect(await store.readLog('007_2026-02-24_a.md')).toMatchObject({
      kind: 'update',
      text: 'update',
      createdAt: MODIFIED.getTime(),
    });
  });

  it('shows bytes that are no UTF-8 as U+FFFD', async () => {
    const store = storeWith({ [NAME]: '' });
    writeFileSync(join(store.sessionLogsDir, NAME), Buffer.from([0x61, 0xff, 0x62]));
    expect(await store.readLog(NAME)).toMatchObject({ text: 'a\ufffdb', size: 3 });
  });

  it.each([
    '',
    '.',
    '..',
    'README.md',
    '../sessions/README.md',
    `../sessions/${NAME}`,
    `./${NAME}`,
    `${NAME}\u0000`,
    '/etc/passwd',
    `${'x'.repeat(100_000)}.md`,
  ])('refuses the name %j', async (name) => {
    const store = storeWith({ [NAME]: '', 'README.md': '' });
    await expect(store.readLog(name)).rejects.toMatchObject({ code: 'JOURNAL_STORE_NAME_INVALID' });
  });

  it.each(['../updates/007_2026-02-24_a.md', '.hidden.md', '.opta-journal/x.md', 'a.txt'])(
    'gives nothing outside of the folder for the name %j, even if it is told the folder',
    async (name) => {
      const store = storeWith({ '.hidden.md': '', 'a.txt': '' }, { '007_2026-02-24_a.md': '' });
      await expect(store.readLog(name, { folder: 'sessions' })).rejects.toMatchObject({
        code: expect.stringMatching(/^JOURNAL_STORE_(?:NAME_INVALID|LOG_NOT_FOUND)$/),
      });
    },
  );

  it('reads a name outside the convention from the folder that it is told', async () => {
    const store = storeWith({ 'README.md': 'sessions' }, { 'README.md': 'updates' });
    for (const folder of ['sessions', 'updates'] as const) {
      expect(await store.readLog('README.md', { folder })).toMatchObject({ kind: 'other', text: folder });
    }
  });

  it('rejects for a log that is not there', async () => {
    const store = storeWith({});
    await expect(store.readLog(NAME)).rejects.toMatchObject({
      code: 'JOURNAL_STORE_LOG_NOT_FOUND',
      facts: { fileName: NAME, directory: store.sessionLogsDir },
    });
  });

  it('refuses links, folders and FIFOs, and does not wait for them', async () => {
    const store = storeWith({});
    const at = (name: string) => join(store.sessionLogsDir, name);
    symlinkSync('/etc/passwd', at('2026-02-24-1357-a-link.md'));
    mkdirSync(at('2026-02-24-1358-a-folder.md'));
    execFileSync('mkfifo', [at('2026-02-24-1359-a-fifo.md')]);
    for (const name of [
      '2026-02-24-1357-a-link.md',
      '2026-02-24-1358-a-folder.md',
      '2026-02-24-1359-a-fifo.md',
    ]) {
      await expect(store.readLog(name)).rejects.toMatchObject({ code: 'JOURNAL_STORE_NOT_A_FILE' });
    }
  });

  it('refuses a log that is larger than asked for', async () => {
    const store = storeWith({ [NAME]: 'x'.repeat(101) });
    await expect(store.readLog(NAME, { maxBytes: 100 })).rejects.toMatchObject({
      code: 'JOURNAL_STORE_LOG_TOO_LARGE',
      facts: { maxBytes: 100 },
    });
    expect((await store.readLog(NAME, { maxBytes: 101 })).size).toBe(101);
  });
});

describe('the event log of a session log', () => {
  const events = (second: string, rest = 'mbp-1-events.jsonl') => `2026-02-24-1356${second}-${rest}`;

  it('is the one that the frontmatter names, if that is there', async () => {
    const named = (name: string) => `---\nevent_log: "${name}"\n---\n- Started: 2026-02-24 13:56:26\n`;
    const store = storeWith({
      [NAME]: named(events('31')),
      '2026-02-24-1356-mbp-1-gone.md': named(events('59')),
      [events('26')]: '',
      [events('31')]: '',
    });
    expect((await store.readLog(NAME)).eventLog).toBe(events('31'));
    expect((await store.readLog('2026-02-24-1356-mbp-1-gone.md')).eventLog).toBe(undefined);
  });

  it('of an old log is the one of its second and device, never another one of its minute', async () => {
    const store = storeWith({
      [NAME]: oldLog('2026-02-24 13:56:26', 1),
      '2026-02-24-1356-mbp-1-runtime-session-2.md': oldLog('2026-02-24 13:56:40', 1),
      [events('26')]: line,
      [events('27')]: line,
      [events('26', 'mbp-events.jsonl')]: line.repeat(2),
      [events('26', 'mbp-12-events.jsonl')]: line,
      [events('26', 'mbp-1-events.2.jsonl')]: line,
    });
    expect((await store.readLog(NAME)).eventLog).toBe(events('26'));
    expect((await store.readLog('2026-02-24-1356-mbp-1-runtime-session-2.md')).eventLog).toBe(undefined);
  });

  it('of two old ones of a second is the one with as many events, or none where that does not decide', async () => {
    const files = {
      [NAME]: oldLog('2026-02-24 13:56:26', 3),
      '2026-02-24-1356-mbp-1-other.md': oldLog('2026-02-24 13:56:26', 5),
      [events('26')]: line.repeat(2),
      [events('26', 'mbp-1-events-2.jsonl')]: line.repeat(3),
    };
    const store = storeWith(files);
    expect((await store.readLog(NAME)).eventLog).toBe(events('26', 'mbp-1-events-2.jsonl'));
    expect((await store.readLog('2026-02-24-1356-mbp-1-other.md')).eventLog).toBe(undefined);
    const same = storeWith({ ...files, [events('26')]: line.repeat(3) });
    expect((await same.readLog(NAME)).eventLog).toBe(undefined);
  });

  it('is found although another one of that second is a link, a folder or cannot be read', async () => {
    const directory = makeTemporaryFolder();
    writeFileSync(join(directory, NAME), oldLog('2026-02-24 13:56:26', 3));
    writeFileSync(join(directory, events('26')), line.repeat(3));
    symlinkSync('nowhere', join(directory, events('26', 'mbp-1-events-2.jsonl')));
    mkdirSync(join(directory, events('26', 'mbp-1-events-3.jsonl')));
    writeFileSync(join(directory, events('26', 'mbp-1-events-4.jsonl')), line.repeat(3));
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) =>
      name === 'open' && String(args[0]).endsWith('-4.jsonl') ? { errno: 'EACCES' } : undefined,
    );
    const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory, fileSystem });
    expect((await store.readLog(NAME)).eventLog).toBe(events('26'));
    expect(fileSystem.openDescriptors.size).toBe(0);
  });
});
