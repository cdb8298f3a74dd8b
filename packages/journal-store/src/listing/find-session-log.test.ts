import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { sampleSessionLog } from '../../test/sample-session-log.js';
import { sampleStart } from '../../test/sample-start.js';
import { createJournalStore } from '../create-journal-store.js';
import type { JournalStore } from '../journal-store.js';

const SESSION = sampleStart().session;
const EVENTS = '2026-02-24-135626-mbp-1-events.jsonl';

function emptyStore(): JournalStore {
  const directory = makeTemporaryFolder();
  return createJournalStore({ sessionLogsDir: directory, updateLogsDir: join(directory, 'updates') });
}

/** A store with the finished event log of the sample session. */
async function storeWithEventLog(): Promise<JournalStore> {
  const store = emptyStore();
  const log = await store.openEventLog({ start: sampleStart() });
  expect(log.fileName).toBe(EVENTS);
  await log.close();
  return store;
}

function writeLog(store: JournalStore, name: string, frontmatter: Record<string, string>, body = ''): void {
  const lines = Object.entries(frontmatter).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  writeFileSync(join(store.sessionLogsDir, name), `---\n${lines.join('\n')}\n---\n\n${body}`);
}

function archive(store: JournalStore, name: string): void {
  const month = join(store.sessionLogsDir, 'archive', name.slice(0, 7));
  mkdirSync(month, { recursive: true });
  renameSync(join(store.sessionLogsDir, name), join(month, name));
}

/** What is told of a session log, live or in a month of the archive. */
function found(store: JournalStore, fileName: string, archived?: string) {
  const { sessionLogsDir } = store;
  if (archived === undefined) return { fileName, path: join(sessionLogsDir, fileName) };
  return { fileName, path: join(sessionLogsDir, 'archive', archived, fileName), archived };
}

describe('the session log of an event log of ours', () => {
  it('is found by its session, also under any name, by name and by session', async () => {
    for (const name of ['2026-02-24-1356-mbp-1-a.md', '2025-01-01-0000-other-b.md', 'renamed.md']) {
      const store = await storeWithEventLog();
      writeLog(store, '2026-02-24-1356-mbp-1-decoy.md', { session: 'another' });
      writeLog(store, name, { session: SESSION });
      expect(await store.findSessionLog(EVENTS)).toEqual(found(store, name));
      expect(await store.findSessionLog({ session: SESSION })).toEqual(found(store, name));
    }
  });

  it('is found by the event log that it names, from the name of any segment', async () => {
    const store = await storeWithEventLog();
    writeLog(store, '2026-02-24-1356-mbp-1-a.md', { event_log: EVENTS });
    const expected = found(store, '2026-02-24-1356-mbp-1-a.md');
    expect(await store.findSessionLog(EVENTS)).toEqual(expected);
    expect(await store.findSessionLog(EVENTS.replace('.jsonl', '.7.jsonl'))).toEqual(expected);
    expect(await store.findSessionLog({ session: SESSION })).toEqual(expected);
  });

  it('is found where the event log is damaged or gone', async () => {
    const store = await storeWithEventLog();
    writeLog(store, '2026-02-24-1356-mbp-1-a.md', { session: SESSION, event_log: EVENTS });
    writeFileSync(join(store.sessionLogsDir, EVENTS), 'no journal\n');
    const expected = found(store, '2026-02-24-1356-mbp-1-a.md');
    expect(await store.findSessionLog(EVENTS)).toEqual(expected);
    rmSync(join(store.sessionLogsDir, EVENTS));
    expect(await store.findSessionLog(EVENTS)).toEqual(expected);
    expect(await store.findSessionLog({ session: SESSION })).toMatchObject({
      fileName: '2026-02-24-1356-mbp-1-a.md',
    });
  });

  it('is never one of the same minute, device and event log name that has another session', async () => {
    const store = await storeWithEventLog();
    writeLog(
      store,
      '2026-02-24-1356-mbp-1-a.md',
      { session: 'another', event_log: EVENTS },
      '- Started: 2026-02-24 13:56:26 AEDT\n- Total events: 1\n',
    );
    expect(await store.findSessionLog(EVENTS)).toBe(undefined);
  });

  it('is present when it is archived', async () => {
    const store = await storeWithEventLog();
    const name = '2026-02-24-1356-mbp-1-runtime.md';
    await store.publishSessionLog(sampleSessionLog({ session: SESSION }), { summary: 'runtime' });
    archive(store, name);
    const expected = found(store, name, '2026-02');
    expect(await store.findSessionLog(EVENTS)).toEqual(expected);
    expect(await store.findSessionLog({ session: SESSION })).toEqual(expected);
  });

  it('is absent where there is none, and refuses what is no name of an event log', async () => {
    const store = await storeWithEventLog();
    expect(await store.findSessionLog(EVENTS)).toBe(undefined);
    expect(await store.findSessionLog({ session: SESSION })).toBe(undefined);
    await expect(store.findSessionLog('2026-02-24-1356-mbp-1-a.md')).rejects.toMatchObject({
      code: 'JOURNAL_STORE_NAME_INVALID',
    });
  });
});

describe('the session log of an old event log', () => {
  const OLD = '2026-02-24-135626-opta48-lan-events.jsonl';
  const LOG = '2026-02-24-1356-opta48-lan-runtime-session.md';
  const line = '{"data": {}, "event_type": "a", "timestamp": "", "timestamp_unix": 1}\n';
  const body = (started: string, events: number): string =>
    `## Summary\n- Started: ${started} AEDT\n- Total events: ${events}\n`;
  const oldFrontmatter = { date: '2026-02-24', time: '13:56 AEDT', device: 'opta48-lan' };

  function storeWith(lines: number): JournalStore {
    const store = emptyStore();
    writeFileSync(join(store.sessionLogsDir, OLD), line.repeat(lines));
    return store;
  }

  it('has its device, its second and its number of events', async () => {
    const store = storeWith(5);
    writeLog(store, LOG, oldFrontmatter, body('2026-02-24 13:56:26', 5));
    expect(await store.findSessionLog(OLD)).toEqual(found(store, LOG));
    archive(store, LOG);
    expect(await store.findSessionLog(OLD)).toEqual(found(store, LOG, '2026-02'));
  });

  it.each([
    ['another second of the minute', LOG, body('2026-02-24 13:56:27', 5)],
    ['another number of events', LOG, body('2026-02-24 13:56:26', 4)],
    ['another device', '2026-02-24-1356-opta48-runtime-session.md', body('2026-02-24 13:56:26', 5)],
    ['no start', LOG, '## Summary\n- Total events: 5\n'],
    ['no number of events', LOG, '## Summary\n- Started: 2026-02-24 13:56:26 AEDT\n'],
  ])('is none with %s', async (_, name, text) => {
    const store = storeWith(5);
    writeLog(store, name, oldFrontmatter, text);
    expect(await store.findSessionLog(OLD)).toBe(undefined);
  });

  it('is none that a session of ours wrote', async () => {
    const store = storeWith(5);
    writeLog(store, LOG, { ...oldFrontmatter, session: SESSION }, body('2026-02-24 13:56:26', 5));
    expect(await store.findSessionLog(OLD)).toBe(undefined);
  });

  it('is the one of two of that second whose number of events agrees', async () => {
    const store = storeWith(5);
    writeLog(store, LOG, oldFrontmatter, body('2026-02-24 13:56:26', 3));
    const second = LOG.replace('.md', '-1.md');
    writeLog(store, second, oldFrontmatter, body('2026-02-24 13:56:26', 5));
    expect(await store.findSessionLog(OLD)).toEqual(found(store, second));
  });
});
