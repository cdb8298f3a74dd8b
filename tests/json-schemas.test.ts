import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatUpdateLog, type SessionLog, type UpdateLog } from '@opta/journal-format';
import { sessionLogSchema, updateLogSchema } from '@opta/journal-format/schema';
import { createRuntimeJournal } from '@opta/journal-runtime';
import { createJournalStore } from '@opta/journal-store';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SESSION_KEYS, UPDATE_KEYS } from '../packages/journal-format/src/documents/frontmatter-keys.js';
import { buildJsonSchemas } from '../scripts/json-schemas/build-json-schemas.js';
import { compileSchema } from './json-schema-validator.js';
import { root } from './workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'opta-json-schemas-'));
afterAll(() => rmSync(folder, { recursive: true }));

const schemas = join(root, 'docs/reference/schemas');
const readSchema = (name: string): object => JSON.parse(readFileSync(join(schemas, name), 'utf8'));

const isSession = compileSchema(readSchema('session-log.frontmatter.json'));
const isUpdate = compileSchema(readSchema('update-log.frontmatter.json'));
const isLine = compileSchema(readSchema('event-line.json'));

const example = join(root, 'examples/a-day');
const filesIn = (path: string, ending: string): string[] =>
  readdirSync(path)
    .filter((name) => /^\d/.test(name) && name.endsWith(ending))
    .map((name) => join(path, name));
const frontmatterOf = (text: string): Record<string, unknown> =>
  parse(/^---\n([\s\S]*?)^---$/m.exec(text)?.[1] ?? '');
const linesOf = (path: string): { event_type: string; data: Record<string, unknown> }[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('docs/reference/schemas', () => {
  it('says what the sources say (pnpm run docs:schemas writes it)', () => {
    const expected = buildJsonSchemas();
    expect(readdirSync(schemas).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, text] of Object.entries(expected)) {
      expect(readFileSync(join(schemas, name), 'utf8'), name).toBe(text);
    }
  });
});

describe('the schema of a frontmatter', () => {
  it('takes every log of examples/a-day', () => {
    const sessions = filesIn(join(example, '12-Session-Logs'), '.md');
    const updates = filesIn(join(example, 'updates'), '.md');
    expect([sessions.length, updates.length]).toEqual([2, 7]);
    for (const path of sessions) {
      expect(isSession(frontmatterOf(readFileSync(path, 'utf8'))), JSON.stringify(isSession.errors)).toBe(
        true,
      );
    }
    for (const path of updates) {
      expect(isUpdate(frontmatterOf(readFileSync(path, 'utf8'))), JSON.stringify(isUpdate.errors)).toBe(true);
    }
  });

  it.each(['lmx', 'cli'] as const)('takes a renumbered log of the dialect %s', (dialect) => {
    for (const id of ['007', '200', '1000']) {
      const log: UpdateLog = {
        id,
        date: '2026-02-24',
        time: '18:47',
        promoted: null,
        aliases: ['008', '201'],
      };
      const frontmatter = frontmatterOf(formatUpdateLog(log, { dialect }));
      expect(isUpdate(frontmatter), JSON.stringify(isUpdate.errors)).toBe(true);
    }
  });

  const texts = [
    '',
    'x',
    '2026-02-24',
    '2026-2-24',
    '24.02.2026',
    '18:47',
    '18:47:05',
    '18:47:05.5 AEDT',
    '18:47 ',
    '24:00',
    '7:05',
    '00:05:00',
    '100:00:00',
    '00:60:00',
    '5:00:00',
    '2026-02-24T18:47:05+11:00',
    '2026-02-24T18:47:05Z',
    '2026-02-24T18:47:05',
    '2026-02-24 18:47:05+11:00',
    '007',
    '1000',
    '07',
    '7a7',
  ];
  const values = [...texts, 7, 1000, true, null, ['007'], [7], {}];

  // An id without leading zeros stands bare, so a YAML reader gives a number.
  const inYaml = (key: string, value: unknown): unknown => (key === 'id' && value === '1000' ? 1000 : value);

  it.each(SESSION_KEYS)('agrees with the schema of a session log on `%s`', (key, field) => {
    for (const value of values) {
      const isTaken = sessionLogSchema.safeParse({ [field]: value } as SessionLog).success;
      expect(isSession({ [key]: value }), JSON.stringify(value)).toBe(isTaken);
    }
  });

  it.each(UPDATE_KEYS)('agrees with the schema of an update log on `%s`', (key, field) => {
    for (const value of values.filter((value) => key !== 'id' || typeof value !== 'number')) {
      const isTaken = updateLogSchema.safeParse({ [field]: value }).success;
      expect(isUpdate({ [key]: inYaml(key, value) }), JSON.stringify(value)).toBe(isTaken);
    }
  });
});

/** Event logs with everything that a line can have: `path`s of the files. */
async function writeEventLogs(): Promise<string[]> {
  const directories = { session_logs_dir: join(folder, 'logs'), update_logs_dir: join(folder, 'updates') };
  const journal = createRuntimeJournal(
    { ...directories, device: 'studio', timezone: 'UTC', journal_content: true, dialect: 'cli' },
    { environment: {} },
  );
  await journal.start({ model: 'test/1' });
  journal.record({ type: 'token_chunk', data: { request_id: 'r', delta: 'password: hunt' } });
  journal.record({ type: 'heartbeat', data: {} });
  journal.record({ type: 'deep', data: { text: 'x'.repeat(100_000), api_key: 'hunter2-hunter2' } });
  journal.record({ type: 'bare', data: null });
  journal.note('decision', 'Keep one model in memory.');
  await journal.finalize({ summary: 'everything' });

  const store = createJournalStore({
    sessionLogsDir: join(folder, 'more'),
    updateLogsDir: join(folder, 'updates'),
  });
  const start = { segment: 1, formatVersion: 1, device: 'studio', user: 'ann', model: 'test/1' } as const;
  const startedAt = Date.parse('2026-02-24T13:56:26Z');
  const log = await store.openEventLog({
    start: { ...start, session: 'a', startedAt, timeZone: 'UTC', pid: 1, metadata: { port: 1234 } },
    checksum: true,
    maxBufferBytes: 2000,
    maxEventLogBytes: 1500,
  });
  for (let seq = 0; seq < 30; seq += 1) {
    void log.append({ type: 'tick', data: '{"a":1}', time: startedAt + seq, feedId: `b:${seq}` });
  }
  await log.close();
  return ['logs', 'more'].flatMap((name) => filesIn(join(folder, name), '.jsonl'));
}

describe('the schema of a line', () => {
  it('takes every line of examples/a-day, also of what the original program wrote', () => {
    const paths = [
      ...filesIn(join(example, '12-Session-Logs'), '.jsonl'),
      ...['morning', 'afternoon'].map((part) => join(example, `recorded/${part}.jsonl`)),
    ];
    const lines = paths.flatMap(linesOf);
    expect(lines.length).toBeGreaterThan(200);
    for (const line of lines) expect(isLine(line), JSON.stringify(isLine.errors)).toBe(true);
  });

  it('takes every kind of line that we write', async () => {
    const lines = (await writeEventLogs()).flatMap(linesOf);
    for (const line of lines) {
      expect(isLine(line), `${JSON.stringify(line)}: ${JSON.stringify(isLine.errors)}`).toBe(true);
    }
    const types = new Set(lines.map((line) => line.event_type).filter((type) => type.startsWith('journal_')));
    expect([...types].sort()).toEqual([
      'journal_gap',
      'journal_note',
      'journal_session_end',
      'journal_session_start',
      'journal_text',
    ]);
    const keys = new Set(lines.flatMap((line) => Object.keys(line)));
    expect([...keys].sort()).toEqual([
      'check',
      'data',
      'event_type',
      'feed_id',
      'seq',
      'timestamp',
      'timestamp_unix',
    ]);
  });

  it.each([
    ['no type', { event_type: undefined }],
    ['no data', { data: undefined }],
    ['a number from 0', { seq: 0 }],
    ['a time as text', { timestamp_unix: '1' }],
    ['a check that is none', { check: 'xyz' }],
    ['an end without its ledger', { event_type: 'journal_session_end', data: { status: 'clean' } }],
    ['a note of an unknown kind', { event_type: 'journal_note', data: { kind: 'idea', text: 'x' } }],
  ])('refuses %s', (_, change) => {
    const line = { seq: 1, event_type: 'a', timestamp: '2026-02-24T13:56:26Z', timestamp_unix: 1, data: 1 };
    expect(isLine(line)).toBe(true);
    expect(isLine(JSON.parse(JSON.stringify({ ...line, ...change })))).toBe(false);
  });
});
