import { join } from 'node:path';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, type FaultFileSystem, type FaultPlan, type SeenCall } from 'test-kit';
import { describe, expect, it } from 'vitest';
import type { OpenEventLogOptions } from '../src/event-log/event-log.js';
import { linesOf, openSampleLog, type SampleLog } from './open-sample-log.js';

const SYNC_FAILED = { code: 'JOURNAL_STORE_SYNC_FAILED' };
const END = { status: 'clean', text: 'é\n"' };

const CASES = [
  { durability: 'buffered', close: 'close' },
  { durability: 'buffered', close: 'closeSync' },
  { durability: 'durable', close: 'close' },
  { durability: 'durable', close: 'closeSync' },
] as const;

const isSync = ({ name }: SeenCall): boolean => name === 'fdatasync' || name === 'fsync';

/** Syncs that fail, counted from 1: that of the first segment, of the name of the next one, and of that one. */
function failSyncs(failing: readonly number[]): FaultPlan {
  let count = 0;
  return (call) => {
    if (!isSync(call)) return undefined;
    count += 1;
    return failing.includes(count) ? { errno: 'EIO' } : undefined;
  };
}

interface Session extends SampleLog {
  fileSystem: FaultFileSystem<FileSystem>;
  errors: Error[];
}

async function openSession(options: Partial<OpenEventLogOptions> = {}): Promise<Session> {
  const fileSystem = createFaultFileSystem(nodeFileSystem);
  const errors: Error[] = [];
  const onError = (error: Error): void => void errors.push(error);
  const sample = await openSampleLog({ checksum: true, onError, ...options }, fileSystem);
  return { ...sample, fileSystem, errors };
}

/** Two syncs fail in a row, so that lines go on to the segment in doubt for a while. */
async function failTwice({ log, append, fileSystem }: Session): Promise<void> {
  fileSystem.plan = (call) => (isSync(call) ? { errno: 'EIO' } : undefined);
  for (let failures = 1; failures <= 2; failures += 1) {
    // Of severity error, so that buffered mode syncs it too.
    void append('model_load_failed');
    while (log.stats.failedSyncs < failures) await log.flush();
  }
  fileSystem.plan = () => undefined;
}

function typesIn({ directory, segments }: SampleLog): string[][] {
  return segments().map((name) =>
    linesOf(join(directory, name)).map(({ event_type: type }) => type.replace('journal_', '')),
  );
}

/** Numbers are without a gap, every check is right, and every line is counted. */
async function expectSound({ store, log, lines, fileSystem }: Session): Promise<void> {
  expect(lines().map(({ seq }) => seq)).toEqual(lines().map((_, index) => index + 1));
  expect(await store.verifyEventLog(log.fileName)).toMatchObject({ checked: lines().length, findings: [] });
  expect(log.stats).toMatchObject({ written: lines().length, queuedBytes: 0 });
  expect(log.stats.written + log.stats.dropped).toBe(log.stats.sequence);
  expect(fileSystem.openDescriptors.size).toBe(0);
}

describe.each(CASES)('a sync that fails at the end ($durability, $close)', ({ durability, close }) => {
  it('is told in the next segment, which is synced and ends with the closing record once more', async () => {
    const session = await openSession({ durability });
    const { log, append, lines, fileSystem, errors } = session;
    fileSystem.plan = failSyncs([1]);
    const answers = [append('a', {}, 5), append('journal_session_end', END, 99)];
    await log[close]();
    expect(typesIn(session)).toEqual([
      ['session_start', 'a', 'session_end'],
      ['session_start', 'gap', 'session_end'],
    ]);
    expect(lines()[4]?.data).toEqual({
      from: '2026-02-24T13:56:26.115+11:00',
      to: '2026-02-24T13:56:26.214+11:00',
      dropped: 0,
      by_type: {},
      reason: 'sync failed: EIO',
      from_sequence: 2,
      to_sequence: 3,
    });
    expect(lines()[5]).toMatchObject({ data: END, timestamp_unix: 1_771_901_786.214 });
    expect(await Promise.all(answers)).toEqual(Array(2).fill(durability === 'buffered'));
    expect(errors).toMatchObject([SYNC_FAILED]);
    expect(log.stats).toMatchObject({ failedSyncs: 1, dropped: 0, lastError: undefined });
    const names = fileSystem.calls.map(({ name }) => name);
    expect(names.lastIndexOf(close === 'close' ? 'fdatasync' : 'fsync')).toBeGreaterThan(
      names.lastIndexOf('write'),
    );
    await expectSound(session);
  });

  it.each([
    ['name', [1, 2]],
    ['file', [1, 3]],
  ])('of that segment too is reported only (%s)', async (_, failing) => {
    const session = await openSession({ durability });
    const { log, append, fileSystem, errors } = session;
    fileSystem.plan = failSyncs(failing);
    void append('journal_session_end', END);
    await log[close]();
    expect(typesIn(session)).toEqual([
      ['session_start', 'session_end'],
      ['session_start', 'gap', 'session_end'],
    ]);
    expect(errors).toMatchObject([SYNC_FAILED, SYNC_FAILED]);
    expect(log.stats).toMatchObject({ failedSyncs: 2, dropped: 0, lastError: SYNC_FAILED });
    await expectSound(session);
  });

  it('is reported only where the next segment cannot be created', async () => {
    const session = await openSession({ durability });
    const { log, append, fileSystem, errors } = session;
    fileSystem.plan = (call) => {
      const isCreation = call.name === 'open' && String(call.args[0]).endsWith('.2.jsonl');
      return isSync(call) || isCreation ? { errno: 'EIO' } : undefined;
    };
    void append('journal_session_end', END);
    await log[close]();
    expect(typesIn(session)).toEqual([['session_start', 'session_end']]);
    expect(errors).toMatchObject([SYNC_FAILED, { code: 'JOURNAL_STORE_WRITE_FAILED' }]);
    expect(log.stats.droppedByType).toEqual({
      journal_session_start: 1,
      journal_gap: 1,
      journal_session_end: 1,
    });
    await expectSound(session);
  });

  it('where the next segment waits already is told in that one', async () => {
    const session = await openSession({ durability, maxEventLogBytes: 800 });
    const { log, append, fileSystem, lines } = session;
    fileSystem.plan = failSyncs([1]);
    void append('a', { text: 'x'.repeat(800) });
    void append('journal_session_end', END);
    await log[close]();
    expect(typesIn(session)).toEqual([
      ['session_start', 'a'],
      ['session_start', 'session_end', 'gap', 'session_end'],
    ]);
    expect(lines()[4]?.data).toMatchObject({ from_sequence: 2, to_sequence: 2 });
    expect(log.stats).toMatchObject({ failedSyncs: 1, lastError: undefined });
    await expectSound(session);
  });

  it('before the end, while the next segment waits for its pause, is told too', async () => {
    const session = await openSession({ durability });
    const { log, append, segments } = session;
    await failTwice(session);
    void append('journal_session_end', END);
    await log[close]();
    expect(segments()).toHaveLength(3);
    expect(typesIn(session).slice(1)).toEqual([
      ['session_start', 'gap', 'model_load_failed', 'session_end'],
      ['session_start', 'gap', 'session_end'],
    ]);
    expect(session.lines().at(-2)?.data).toMatchObject({ from_sequence: 2, to_sequence: 6 });
    expect(log.stats.lastError).toBe(undefined);
    await expectSound(session);
  });

  it('is not told where the disk takes no line any more', async () => {
    const session = await openSession({ durability });
    const { log, append, fileSystem } = session;
    await failTwice(session);
    fileSystem.plan = ({ name }) => (name === 'write' ? { errno: 'EIO' } : undefined);
    void append('journal_session_end', END);
    await log[close]();
    expect(log.stats.droppedByType).toEqual({ journal_session_end: 1 });
    await expectSound(session);
  });
});

it('a sync that fails at the end says so also where nobody appended a closing record', async () => {
  const session = await openSession();
  session.fileSystem.plan = failSyncs([1]);
  void session.append('a');
  await session.log.close();
  expect(typesIn(session)).toEqual([
    ['session_start', 'a'],
    ['session_start', 'gap'],
  ]);
});
