import { rmSync, writeFileSync } from 'node:fs';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CodedError, createRuntimeJournal, type RuntimeJournalOptions } from '../src/index.js';
import { useLogFolders } from './log-folders.js';

const folders = useLogFolders();

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function create(options: RuntimeJournalOptions = {}) {
  const failures: CodedError[] = [];
  const journal = createRuntimeJournal(folders.config(), {
    environment: {},
    onError: (error) => failures.push(error),
    ...options,
  });
  return { journal, failures };
}

describe('a file in the folder’s place', () => {
  it('lets the host go on, says how to mend it, counts what is lost, and is over by itself once mended', async () => {
    writeFileSync(folders.sessions, 'in the way');
    const { journal, failures } = create();
    const started = await journal.start();
    expect(started).toMatchObject({ ok: false, error: { code: 'JOURNAL_RUNTIME_FOLDER_UNUSABLE' } });
    expect(failures).toHaveLength(1);
    expect(failures[0]?.message).toContain(folders.sessions);
    expect(failures[0]?.message).toContain('A file stands where a folder is needed');
    expect(journal.record({ type: 'lost', data: {} })).toBe(false);
    expect(journal.status()).toMatchObject({
      state: 'degraded',
      lastError: { code: 'JOURNAL_RUNTIME_FOLDER_UNUSABLE', fix: expect.stringContaining('move it away') },
      ledger: { emitted: 1, dropped: 1, droppedByType: { lost: 1 } },
    });

    rmSync(folders.sessions);
    await vi.waitFor(() => expect(journal.status().state).toBe('running'), { timeout: 10_000 });
    expect(journal.record({ type: 'kept', data: {} })).toBe(true);
    expect(await journal.finalize()).toMatchObject({ ok: true });
    const events = folders.events(folders.eventLogs()[0]);
    expect(events.map(({ event_type }) => event_type)).toEqual([
      'journal_session_start',
      'journal_gap',
      'kept',
      'journal_session_end',
    ]);
    expect(events[1]?.data).toMatchObject({ dropped: 1, by_type: { lost: 1 } });
    expect(events.at(-1)?.data.ledger).toMatchObject({
      emitted: 2,
      written: 1,
      dropped: 1,
      droppedByType: { lost: 1 },
    });
    expect(folders.read('sessions', folders.sessionLogs()[0])).toContain('lost');
  });

  it('is tried once more by finalize, and by a second start', async () => {
    writeFileSync(folders.sessions, 'in the way');
    const { journal } = create();
    await journal.start();
    expect(await journal.start()).toMatchObject({ ok: false });
    expect(await journal.finalize()).toMatchObject({ ok: false });
    rmSync(folders.sessions);
    const finished = await journal.finalize();
    expect(finished).toMatchObject({ ok: true });
    expect(folders.sessionLogs()).toHaveLength(1);
  });

  it('writes one line on stderr when the host does not listen', async () => {
    writeFileSync(folders.sessions, 'in the way');
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const journal = createRuntimeJournal(folders.config(), { environment: {} });
    await journal.start();
    await journal.start();
    const lines = write.mock.calls.map(([line]) => String(line));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^journal: The journal cannot be written: [^\n]+\n$/);
  });
});

describe('onError', () => {
  it('may throw', async () => {
    writeFileSync(folders.sessions, 'in the way');
    const { journal } = create({
      onError: () => {
        throw new Error('from the host');
      },
    });
    expect(await journal.start()).toMatchObject({ ok: false });
    expect(journal.note('note', '')).toBe(false);
    expect(journal.status().lastError).toMatchObject({ code: 'JOURNAL_RUNTIME_NOTE_INVALID' });
  });
});

describe('a disk that is full', () => {
  it('keeps the host going, says so, and loses nothing that fits in memory once there is room', async () => {
    const disk = { full: false };
    const { journal, failures } = create({ fileSystem: fullable(disk) });
    await journal.start();
    journal.record({ type: 'before', data: {} });
    disk.full = true;
    journal.record({ type: 'model_load_failed', data: {} });
    await vi.waitFor(() => expect(journal.status().state).toBe('degraded'), { timeout: 10_000 });
    expect(failures.length).toBeGreaterThan(0);
    expect(journal.record({ type: 'meanwhile', data: {} })).toBe(true);
    disk.full = false;
    expect(await journal.finalize()).toMatchObject({ ok: true });
    const events = folders.events(folders.eventLogs()[0]);
    expect(events.map(({ event_type }) => event_type).slice(1, 4)).toEqual([
      'before',
      'model_load_failed',
      'meanwhile',
    ]);
    expect(journal.status().ledger).toMatchObject({ emitted: 3, written: 3, dropped: 0 });
  });

  it('fails finalize with an error, which can be repeated when there is room', async () => {
    const disk = { full: false };
    const { journal } = create({ fileSystem: fullable(disk) });
    await journal.start();
    journal.record({ type: 'x', data: {} });
    disk.full = true;
    const failed = await journal.finalize();
    expect(failed).toMatchObject({ ok: false });
    disk.full = false;
    const finished = await journal.finalize();
    expect(finished).toMatchObject({ ok: true });
    expect(folders.sessionLogs()).toHaveLength(1);
    expect(await journal.finalize()).toEqual(finished);
  });
});

function fullable(disk: { full: boolean }): FileSystem {
  const refuse = (): void => {
    if (disk.full)
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  return {
    sync: {
      ...nodeFileSystem.sync,
      write: (...parameters) => {
        refuse();
        return nodeFileSystem.sync.write(...parameters);
      },
    },
    async: {
      ...nodeFileSystem.async,
      write: async (...parameters) => {
        refuse();
        return nodeFileSystem.async.write(...parameters);
      },
    },
  };
}
