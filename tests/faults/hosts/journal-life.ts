// Does everything that a journal does in its two folders, in one folder after the other. Prints `begin FOLDER`, for
// each step `step NAME ok|CODE`, `leak NAME` where a step gave something of outside, and `end` with its memory.
// Arguments: folders.
import { writeSync } from 'node:fs';
import { diagnose, repair } from '@opta/journal-doctor';
import { createFileAllocator } from '@opta/journal-ids';
import { recover } from '@opta/journal-recovery';
import { createRuntimeJournal } from '@opta/journal-runtime';
import type { JournalStore } from '@opta/journal-store';
import { journalConfig } from '../journal-config.js';
import { openStore } from '../open-store.js';
import { NOW } from '../strange-files/names.js';
import { CANARY } from '../strange-files/outside.js';

const PASSWD = 'root:x:0:0';
const RECORD_BYTES = 30_000;

type Step = [name: string, run: () => Promise<unknown>];

for (const folder of process.argv.slice(2)) {
  say(`begin ${folder}`);
  const store = openStore(folder);
  for (const [name, run] of [...runtimeSteps(store), ...storeSteps(store)]) await take(name, run);
}
say(`end ${Math.round(process.resourceUsage().maxRSS / 1024)}`);
process.exit(0);

async function take(name: string, run: () => Promise<unknown>): Promise<void> {
  let outcome = 'ok';
  try {
    const given = JSON.stringify(await run()) ?? '';
    if (given.includes(CANARY) || given.includes(PASSWD)) say(`leak ${name}`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    outcome = code?.startsWith('JOURNAL_') ? code : `uncoded ${code ?? ''} ${message}`;
    if (message.includes(CANARY)) say(`leak ${name}`);
  }
  say(`step ${name} ${outcome}`);
}

function runtimeSteps(store: JournalStore): Step[] {
  const journal = createRuntimeJournal(
    { ...journalConfig(store), maxEventLogBytes: 65_536, flushIntervalMs: 5, retention_mode: 'off' },
    { environment: {}, clock: () => NOW, onError: () => undefined },
  );
  return [
    ['start', async () => unwrap(await journal.start({ startedAt: NOW }))],
    ['recovery at start', () => journal.recovery],
    [
      'record',
      async () => {
        for (let index = 0; index < 4; index += 1) {
          journal.record({ type: 'probe', data: { text: 'x'.repeat(RECORD_BYTES) } });
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
        return journal.preview()?.text;
      },
    ],
    ['finalize', async () => unwrap(await journal.finalize({ summary: 'strange' }))],
    [
      'write an update log',
      async () => unwrap(await journal.writeUpdateLog({ summary: 'strange', now: NOW, series: 'standard' })),
    ],
  ];
}

function storeSteps(store: JournalStore): Step[] {
  const doctor = { store, timeZone: 'UTC', device: 'studio', clock: () => NOW };
  const allocator = () => createFileAllocator({ directory: store.updateLogsDir, timeZone: 'UTC' });
  return [
    ['list', () => listAll(store)],
    ['read', () => readAll(store)],
    ['verify', () => eachEventLog(store, (name) => store.verifyEventLog(name))],
    [
      'recover',
      () => recover(store, { device: 'studio', timeZone: 'UTC', includeForeign: true, includeLegacy: true }),
    ],
    ['archive', () => retain(store, 'archive')],
    ['restore', () => restoreAll(store)],
    ['delete', () => retain(store, 'delete')],
    [
      'allocate',
      async () => {
        const numbers = allocator();
        try {
          const allocation = await numbers.allocate('standard');
          await allocation.abandon('a test');
          return [allocation.id, await numbers.inspect()];
        } finally {
          await numbers.close();
        }
      },
    ],
    ['diagnose', () => diagnose(doctor)],
    ['repair', async () => repair(await diagnose(doctor), doctor)],
    ['list again', () => listAll(store)],
  ];
}

async function listAll(store: JournalStore) {
  const everything = { limit: 1_000, includeOther: true };
  return {
    sessions: (await store.listSessionLogs({ ...everything, includeEventLogs: true })).entries,
    updates: (await store.listUpdateLogs(everything)).entries,
    events: await store.listEventLogs(),
    pairs: await store.pairEventLogs(),
  };
}

async function readAll(store: JournalStore): Promise<unknown[]> {
  const texts: unknown[] = [];
  const entries = await listAll(store);
  for (const folder of ['sessions', 'updates'] as const) {
    for (const { fileName } of entries[folder]) {
      texts.push(await store.readLog(fileName, { folder }).catch(codeOf));
    }
  }
  texts.push(await eachEventLog(store, (name) => readEvents(store, name)));
  return texts;
}

async function readEvents(store: JournalStore, name: string): Promise<unknown[]> {
  const events: unknown[] = [];
  for await (const event of store.readEvents(name)) events.push(event);
  return events;
}

async function eachEventLog(store: JournalStore, run: (name: string) => Promise<unknown>): Promise<unknown> {
  const outcomes: unknown[] = [];
  for (const { fileName } of await store.listEventLogs()) outcomes.push(await run(fileName).catch(codeOf));
  return outcomes;
}

async function retain(store: JournalStore, mode: 'archive' | 'delete') {
  const updateLogs = { retentionDays: 45 };
  const plan = await store.planRetention({ device: 'studio', retentionDays: 30, now: NOW, mode, updateLogs });
  if (plan.held !== undefined) await store.acceptRetention(plan);
  const { skipped, ...result } = await store.applyRetention(plan);
  return [result, skipped.map(({ error, ...rest }) => ({ ...rest, error: error && codeOf(error) }))];
}

async function restoreAll(store: JournalStore): Promise<unknown[]> {
  const outcomes: unknown[] = [];
  for (const { fileName, archived } of (await listAll(store)).sessions) {
    if (archived !== undefined) outcomes.push(await store.restoreLog(fileName).catch(codeOf));
  }
  return outcomes;
}

/** @throws where it has none of ours */
function codeOf(error: { code?: string; message: string }): string {
  if (!error.code?.startsWith('JOURNAL_')) throw error;
  return error.code;
}

function unwrap(result: { ok: true } | { ok: false; error: Error }): unknown {
  if (!result.ok) throw result.error;
  return result;
}

function say(line: string): void {
  writeSync(1, `${line}\n`);
}
