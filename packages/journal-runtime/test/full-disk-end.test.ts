import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recover } from '@opta/journal-recovery';
import { createJournalStore } from '@opta/journal-store';
import { spawnScript } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { createRuntimeJournal, type RuntimeJournal } from '../src/index.js';
import { createFullDisk } from './full-disk.js';
import { useLogFolders } from './log-folders.js';

const HOST = fileURLToPath(new URL('./fixtures/full-disk-host.ts', import.meta.url));

const folders = useLogFolders();

const openStore = () =>
  createJournalStore({ sessionLogsDir: folders.sessions, updateLogsDir: folders.updates, timeZone: 'UTC' });

/** The session log, and the one that a recovery makes when it is gone. */
async function bothLogs(): Promise<{ live: string; recovered: string }> {
  const [name = ''] = folders.sessionLogs();
  const live = folders.read('sessions', name);
  unlinkSync(join(folders.sessions, name));
  // The session's process may be that of the test.
  const report = await recover(openStore(), {
    device: 'studio',
    timeZone: 'UTC',
    readProcess: async () => ({ state: 'gone' }),
  });
  expect(report.recovered).toMatchObject([{ fileName: name, existed: false }]);
  return { live, recovered: folders.read('sessions', name) };
}

/** The records of all segments. */
const records = () => folders.eventLogs().flatMap((name) => folders.events(name));

/** The closing record, which is the last line of the last segment. */
function closing() {
  const last = folders
    .eventLogs()
    .sort((a, b) => a.length - b.length)
    .at(-1);
  const end = folders.events(last).at(-1);
  expect(end?.event_type).toBe('journal_session_end');
  return end?.data;
}

const LOST = { emitted: 101, written: 1, dropped: 100, droppedByType: { model_loaded: 100 } };

async function startOn({ fileSystem }: ReturnType<typeof createFullDisk>): Promise<RuntimeJournal> {
  const options = { environment: {}, onError: () => undefined, fileSystem };
  const journal = createRuntimeJournal(folders.config(), options);
  await journal.start();
  return journal;
}

describe('a session that ends on a full disk', () => {
  it('is finished by finalize in the room of the reserve, and tells what was lost', async () => {
    const disk = createFullDisk();
    const journal = await startOn(disk);
    journal.record({ type: 'model_loaded', data: { model_id: 'kept' } });
    while (journal.status().queuedBytes > 0) await new Promise((resolve) => setImmediate(resolve));
    disk.fill();
    for (let index = 0; index < 100; index += 1) {
      journal.record({ type: 'model_loaded', data: { model_id: `lost-${index}` } });
    }
    journal.note('decision', 'Given up like the events.');
    expect(await journal.finalize({ summary: 'full' })).toMatchObject({ ok: true });
    expect(journal.status()).toMatchObject({ state: 'finalized', ledger: LOST, summary: { total: 1 } });
    expect(closing()).toMatchObject({ status: 'clean', summary: 'full', ledger: LOST });
    const { live, recovered } = await bothLogs();
    expect(recovered).toBe(live);
    expect(live).toContain('- 100 events are not in the event log; see Ledger under Notes');
  });

  it.each([
    ['exit', { status: 'exit', reason: 'exit code 3' }],
    ['throw', { status: 'error', reason: 'RangeError: the model does not fit' }],
    ['signal', { status: 'signal', reason: 'SIGTERM' }],
  ])('has one log and one count of what was lost, whoever makes it (%s)', async (way, end) => {
    await spawnScript(HOST, [way, folders.root]).ended;
    expect(closing()).toMatchObject({ ...end, ledger: LOST });
    const { live, recovered } = await bothLogs();
    expect(recovered).toBe(live);
    expect(live).toContain('- Total events: 1\n');
    expect(live).toContain('| model_loaded | dropped | 100 |');
    expect(live).not.toContain('lost-');
  });

  it('is left to the next start where its process would have to read a long event log at its exit', async () => {
    const { code, stderr } = await spawnScript(HOST, ['exit', folders.root, '17000']).ended;
    expect(code).toBe(3);
    expect(stderr).toContain('take too long to read at the end of a process');
    expect(folders.sessionLogs()).toEqual([]);
    expect(closing()).toMatchObject({ status: 'exit', ledger: { dropped: 100 } });
    await recover(openStore(), { device: 'studio', timeZone: 'UTC' });
    expect(folders.sessionLogs()).toHaveLength(1);
  });

  it('waits for room where none was set aside, and loses nothing', async () => {
    const disk = createFullDisk();
    const journal = await startOn(disk);
    const state = join(folders.sessions, '.opta-journal');
    for (const name of readdirSync(state)) if (name.endsWith('.reserve')) unlinkSync(join(state, name));
    disk.fill();
    journal.record({ type: 'waits', data: {} });
    expect(await journal.finalize()).toMatchObject({
      ok: false,
      error: { code: 'JOURNAL_STORE_WRITE_FAILED' },
    });
    disk.free();
    expect(await journal.finalize()).toMatchObject({ ok: true });
    expect(records().map(({ event_type }) => event_type)).toEqual([
      'journal_session_start',
      'waits',
      'journal_session_end',
    ]);
    expect(journal.status().ledger).toMatchObject({ written: 1, dropped: 0 });
  });

  it('keeps its closing record where others take the room that was set aside, until there is some', async () => {
    const disk = createFullDisk();
    const { unlink } = disk.fileSystem.async;
    disk.fileSystem.async.unlink = async (path) => {
      await unlink(path);
      if (path.endsWith('.reserve')) disk.fill();
    };
    const journal = await startOn(disk);
    disk.fill();
    journal.record({ type: 'lost', data: {} });
    expect(await journal.finalize()).toMatchObject({
      ok: false,
      error: { code: 'JOURNAL_STORE_WRITE_FAILED' },
    });
    disk.free();
    expect(await journal.finalize()).toMatchObject({ ok: true });
    expect(closing()).toMatchObject({ ledger: { emitted: 1, written: 0, dropped: 1 } });
  });
});
