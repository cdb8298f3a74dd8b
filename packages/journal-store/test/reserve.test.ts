import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, type FaultPlan, failEvery, failFrom } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { openSampleLog, type SampleLog } from './open-sample-log.js';
import { sampleSessionLog } from './sample-session-log.js';
import { sampleStart } from './sample-start.js';

const RESERVE = 262_144;

const reserveOf = ({ directory, log }: SampleLog): string =>
  join(directory, '.opta-journal', `${log.fileName}.reserve`);

/** A disk without any room but what the reserve gives back when it is removed. */
function fullDisk(errno: string): FaultPlan {
  let room = 0;
  return ({ name, args }) => {
    if (name === 'unlink' && String(args[0]).endsWith('.reserve')) room += RESERVE;
    if (name !== 'write') return undefined;
    const wanted = Number(args[3]);
    if (room === 0) return { errno };
    const bytes = Math.min(wanted, room);
    room -= bytes;
    return { bytes };
  };
}

describe('the reserve', () => {
  it('is there with all its bytes from the beginning until the session log is published', async () => {
    const sample = await openSampleLog({ reserveBytes: RESERVE });
    const { size, blocks, mode } = statSync(reserveOf(sample));
    expect([size, mode & 0o777]).toEqual([RESERVE, 0o600]);
    // Room that is only promised would not be there when it is needed.
    expect(blocks * 512).toBeGreaterThanOrEqual(RESERVE);
    await sample.append('a');
    await sample.log.close();
    expect(existsSync(reserveOf(sample))).toBe(true);
    await sample.store.publishSessionLog(sampleSessionLog({ eventLog: sample.log.fileName }), {
      summary: 'a',
    });
    expect(existsSync(reserveOf(sample))).toBe(false);
  });

  it('is made where nobody says otherwise, and not with 0', async () => {
    const sample = await openSampleLog();
    expect(existsSync(reserveOf(sample))).toBe(false);
    const log = await sample.store.openEventLog({ start: sampleStart() });
    expect(statSync(reserveOf({ ...sample, log })).size).toBe(RESERVE);
    await log.close();
  });

  it('goes when the session is recovered: its log is published by another process', async () => {
    const sample = await openSampleLog({ reserveBytes: RESERVE });
    sample.log.closeSync();
    const log = sampleSessionLog({ eventLog: sample.log.fileName, status: 'killed' });
    sample.store.publishSessionLogSync(log, { summary: 'a' });
    expect(existsSync(reserveOf(sample))).toBe(false);
  });

  it('that cannot be made is no error, whatever fails', async () => {
    const withoutReserve = createFaultFileSystem(nodeFileSystem);
    const { log } = await openSampleLog({}, withoutReserve);
    const before = withoutReserve.calls.length;
    await log.close();
    let failures = 0;
    for (let isMade = false; !isMade; failures += 1) {
      // Only calls after the event log itself is there.
      const plan = failFrom(before + 1 + failures, 'ENOSPC');
      const fileSystem = createFaultFileSystem(nodeFileSystem, plan);
      const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
      isMade = fileSystem.calls.length <= before + failures;
      fileSystem.plan = () => undefined;
      await sample.append('a');
      await sample.log.close();
      expect(sample.lines()).toHaveLength(2);
      expect(fileSystem.openDescriptors.size).toBe(0);
    }
    expect(failures).toBeGreaterThan(10);
  });

  it.each([
    ['close', 'ENOSPC'],
    ['closeSync', 'ENOSPC'],
    ['close', 'EDQUOT'],
    ['closeSync', 'EDQUOT'],
  ] as const)('lets closing record and session log fit on a full disk (%s, %s)', async (close, errno) => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
    const { log, append, lines, store, directory } = sample;
    void append('early', {}, 1);
    await log.flush();
    fileSystem.plan = fullDisk(errno);
    // More than the reserve has room for.
    for (let index = 0; index < 400; index += 1) {
      void append(`type_${index % 3}`, { text: 'x'.repeat(1_000) }, 10 + index);
    }
    await log.flush();
    void append('journal_session_end', { status: 'clean' }, 500);
    await log[close]();
    expect(lines().map(({ event_type: type }) => type)).toEqual([
      'journal_session_start',
      'early',
      'journal_session_start',
      'journal_gap',
      'journal_session_end',
    ]);
    expect(lines().at(-2)?.data).toMatchObject({
      dropped: 400,
      by_type: { type_0: 134, type_1: 133, type_2: 133 },
      reason: 'the disk was full at the end',
      from_sequence: 3,
      to_sequence: 403,
    });
    expect(log.stats.written).toBe(5);
    expect(log.stats.droppedByType).toEqual({ type_0: 134, type_1: 133, type_2: 133 });
    const published = await store.publishSessionLog(sampleSessionLog({ eventLog: log.fileName }), {
      summary: 'a',
    });
    expect(published.existed).toBe(false);
    expect(readdirSync(directory)).toContain(published.fileName);
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it.each(['publishSessionLog', 'publishSessionLogSync'] as const)(
    'is given back where only the session log finds no room (%s)',
    async (publish) => {
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const { log, append, store } = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
      await append('journal_session_end');
      await log.close();
      fileSystem.plan = fullDisk('ENOSPC');
      const session = sampleSessionLog({ eventLog: log.fileName });
      expect(await store[publish](session, { summary: 'a' })).toMatchObject({ existed: false });
    },
  );

  it('is kept on a disk that is not full, whatever else is wrong with it', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
    fileSystem.plan = failEvery('write', 'EIO');
    void sample.append('a');
    await sample.log.close();
    expect(existsSync(reserveOf(sample))).toBe(true);
    expect(sample.log.stats).toMatchObject({ written: 1, dropped: 1 });
  });
});
