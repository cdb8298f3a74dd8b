import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLogFileName, sessionLogFileName } from '@opta/journal-format';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, failEvery } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { openSampleLog } from '../../test/open-sample-log.js';
import { sampleSessionLog } from '../../test/sample-session-log.js';
import { sampleStart } from '../../test/sample-start.js';
import { createJournalStore } from '../create-journal-store.js';
import type { JournalStore, JournalStoreOptions } from '../journal-store.js';
import { SESSION_FORMAT } from './session-format.js';
import { SESSION_LOGS_README } from './session-logs-readme.js';
import { UPDATE_LOGS_README } from './update-logs-readme.js';

function newStore(options: Partial<JournalStoreOptions> = {}): JournalStore {
  const directory = makeTemporaryFolder();
  return createJournalStore({
    sessionLogsDir: join(directory, 'a/sessions'),
    updateLogsDir: join(directory, 'b/updates'),
    ...options,
  });
}

function visible(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => !name.startsWith('.'))
    .sort();
}

describe('prepare', () => {
  it('creates both folders with their guides', async () => {
    const store = newStore();
    await store.prepare();
    expect(visible(store.sessionLogsDir)).toEqual(['README.md', 'SESSION_FORMAT.md']);
    expect(visible(store.updateLogsDir)).toEqual(['README.md']);
    expect(statSync(store.sessionLogsDir).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(store.sessionLogsDir, 'README.md'), 'utf8')).toBe(SESSION_LOGS_README);
    expect(readFileSync(join(store.sessionLogsDir, 'SESSION_FORMAT.md'), 'utf8')).toBe(SESSION_FORMAT);
    expect(readFileSync(join(store.updateLogsDir, 'README.md'), 'utf8')).toBe(UPDATE_LOGS_README);
  });

  it('leaves guides that are there, whatever they say', async () => {
    const store = newStore();
    mkdirSync(store.sessionLogsDir, { recursive: true });
    writeFileSync(join(store.sessionLogsDir, 'README.md'), 'ours');
    mkdirSync(join(store.sessionLogsDir, 'SESSION_FORMAT.md'));
    await store.prepare();
    await store.prepare();
    expect(readFileSync(join(store.sessionLogsDir, 'README.md'), 'utf8')).toBe('ours');
    expect(readdirSync(join(store.sessionLogsDir, 'SESSION_FORMAT.md'))).toEqual([]);
  });

  it('accepts a guide that another process publishes meanwhile', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const store = newStore({ fileSystem });
    fileSystem.plan = ({ name, args }) => {
      if (name === 'link' && !existsSync(String(args[1]))) writeFileSync(String(args[1]), 'faster');
      return undefined;
    };
    await store.prepare();
    expect(readFileSync(join(store.updateLogsDir, 'README.md'), 'utf8')).toBe('faster');
  });

  it('rejects with the errno and names the folder', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem, failEvery('mkdir', 'EROFS'));
    const store = newStore({ fileSystem });
    await expect(store.prepare()).rejects.toMatchObject({
      code: 'JOURNAL_STORE_IO',
      facts: { errno: 'EROFS', path: store.sessionLogsDir },
    });
  });

  it('is not listed', async () => {
    const store = newStore();
    await store.prepare();
    expect(await store.listSessionLogs()).toEqual({ entries: [], total: 0 });
    expect(await store.listUpdateLogs()).toEqual({ entries: [], total: 0 });
  });
});

describe('what the guides say', () => {
  it('names the keys of a line and of the first record as they are written', async () => {
    const { log, append, lines } = await openSampleLog({
      start: sampleStart({ metadata: {} }),
    });
    await append('model_loaded', { model_id: 'example/model' });
    await log.close();
    const [, event] = lines();
    const example = /```json\n(.*)\n```/.exec(SESSION_FORMAT)?.[1] ?? '';
    expect(Object.keys(JSON.parse(example) as object)).toEqual(Object.keys(event ?? {}));
    for (const key of Object.keys(event ?? {})) expect(SESSION_FORMAT).toContain(`| \`${key}\` |`);
  });

  it('names the keys that a session log has', async () => {
    const store = newStore();
    const log = sampleSessionLog({
      eventLog: '2026-02-24-135626-mbp-1-events.jsonl',
      started: '2026-02-24T13:56:26+11:00',
      ended: '2026-02-24T14:06:26+11:00',
    });
    await store.publishSessionLog(log, { summary: 'a' });
    const [entry] = (await store.listSessionLogs()).entries;
    for (const key of Object.keys(entry?.frontmatter ?? {})) expect(SESSION_FORMAT).toContain(`\`${key}\``);
    expect(Object.keys(entry?.frontmatter ?? {})).toHaveLength(11);
  });

  it('names the sections of a session log in their order, and what an empty one holds', () => {
    const store = newStore();
    const log = sampleSessionLog({
      filesChanged: { created: [], modified: [], deleted: [] },
      statusChanges: [],
      decisions: [],
      issues: [],
      nextSteps: [],
      notes: [],
    });
    const { path } = store.publishSessionLogSync(log, { summary: 'a' });
    const text = readFileSync(path, 'utf8');
    const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    const rows = [...SESSION_FORMAT.matchAll(/^\| ([A-Z][A-Za-z ]+) \|/gm)].map(([, section]) => section);
    expect(headings).toHaveLength(7);
    expect(rows).toEqual(headings);
    expect(text).toContain('## Decisions Made\n- (none)');
    expect(SESSION_FORMAT).toContain('An empty section holds `(none)`');
  });

  it('gives examples that are names of the convention', () => {
    const update = /`(\d{3}_[\d-]+_[a-z-]+\.md)`/.exec(UPDATE_LOGS_README)?.[1] ?? '';
    expect(parseLogFileName(update)?.kind).toBe('update');
    const events = /2026-02-23-140512-mbp-1-events/.exec(SESSION_LOGS_README)?.[0] ?? '';
    for (const name of [`${events}.jsonl`, `${events}.2.jsonl`])
      expect(parseLogFileName(name)?.kind).toBe('events');
    expect(sessionLogFileName({ date: '2026-02-23', time: '14:05', device: 'd', summary: 's' })).toMatch(
      /^\d{4}-\d\d-\d\d-\d{4}-d-s\.md$/,
    );
  });

  it('gives shell commands that find what they say in an update log', async () => {
    const store = newStore();
    const { path } = await store.publishUpdateLog(
      {
        id: '200',
        date: '2026-02-23',
        category: 'sync',
        summary: ['a'],
        steps: [{ target: 'a', component: 'b', step: 'c', status: 'fail', message: 'd' }],
      },
      { slug: 'lmx-sync' },
    );
    const text = readFileSync(path, 'utf8');
    const greps = [...UPDATE_LOGS_README.matchAll(/^grep -\w '([^']+)'/gm)].map(
      ([, pattern]) => pattern ?? '',
    );
    expect(greps).toHaveLength(2);
    for (const pattern of greps) expect(text).toContain(pattern);
  });
});
