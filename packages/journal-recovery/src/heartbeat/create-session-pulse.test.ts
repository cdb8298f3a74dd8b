import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createSummary } from '@opta/journal-summary';
import { createFaultFileSystem, failAt, failFrom, withoutSync } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HERE, STARTED_AT, stateFiles } from '../../test/sessions.js';
import { createSessionPulse, type SessionPulseOptions } from './create-session-pulse.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }));
afterEach(() => void vi.useRealTimers());

function begin(folder: string, changes: Partial<SessionPulseOptions> = {}) {
  let sequence = 0;
  return createSessionPulse({
    sessionLogsDir: join(folder, 'sessions'),
    session: 's1',
    now: () => {
      sequence += 1;
      return { time: STARTED_AT + sequence, elapsedMs: sequence, sequence };
    },
    ...changes,
  });
}

function heartbeat(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'sessions/.opta-journal/heartbeats/s1.json'), 'utf8'));
}

describe('the pulse of a session', () => {
  it('is written at once when it is asked for and then every half minute', async () => {
    const folder = makeTemporaryFolder();
    const pulse = begin(folder);
    await pulse.beat();
    expect(heartbeat(folder)).toMatchObject({
      session: 's1',
      sequence: 1,
      elapsed_ms: 1,
      interval_ms: 30_000,
    });
    vi.advanceTimersByTime(29_999);
    await pulse.beat();
    expect(heartbeat(folder)).toMatchObject({ sequence: 2 });
    vi.advanceTimersByTime(1);
    await vi.waitFor(() => expect(heartbeat(folder)).toMatchObject({ sequence: 3 }));
    await pulse.stop();
  });

  it('leaves nothing behind when it is stopped, also while it is being written', async () => {
    const folder = makeTemporaryFolder();
    const pulse = begin(folder);
    await pulse.beat();
    void pulse.beat();
    await pulse.stop();
    expect(stateFiles(folder, 'heartbeats')).toEqual([]);
    await pulse.beat();
    vi.advanceTimersByTime(120_000);
    expect(stateFiles(folder, 'heartbeats')).toEqual([]);
    expect(stateFiles(folder, 'tmp')).toEqual([]);
  });

  it('can be stopped before returning', async () => {
    const folder = makeTemporaryFolder();
    const pulse = begin(folder);
    await pulse.beat();
    pulse.stopSync();
    expect(stateFiles(folder, 'heartbeats')).toEqual([]);
  });

  it('is tried again after any call has failed, and never rejects', async () => {
    for (let at = 1; at <= 40; at += 1) {
      const folder = makeTemporaryFolder();
      const fileSystem = createFaultFileSystem(withoutSync(nodeFileSystem), failAt(at, 'EIO'));
      const pulse = begin(folder, { fileSystem });
      await pulse.beat();
      await pulse.beat();
      expect(heartbeat(folder)).toMatchObject({ session: 's1' });
      await pulse.stop();
    }
  });

  it('harms nobody where the folder cannot be made', async () => {
    const folder = makeTemporaryFolder();
    writeFileSync(join(folder, 'sessions'), 'a file');
    const pulse = begin(folder);
    await pulse.beat();
    await pulse.stop();
    pulse.stopSync();
    expect(statSync(join(folder, 'sessions')).isFile()).toBe(true);
  });

  it('knows that it was silent so long that it may have been taken for dead', async () => {
    const folder = makeTemporaryFolder();
    const pulse = begin(folder);
    await pulse.beat();
    vi.setSystemTime(Date.now() + 150_000);
    expect(pulse.wasSilent).toBe(false);
    vi.setSystemTime(Date.now() + 1);
    await pulse.beat();
    expect(pulse.wasSilent).toBe(true);
    await pulse.stop();
  });

  it('knows that no heartbeat reached the disk', async () => {
    const folder = makeTemporaryFolder();
    const pulse = begin(folder, { fileSystem: createFaultFileSystem(nodeFileSystem, failFrom(1, 'EIO')) });
    for (let minute = 0; minute < 3; minute += 1) {
      vi.setSystemTime(Date.now() + 60_000);
      await pulse.beat();
    }
    expect(pulse.wasSilent).toBe(true);
    await pulse.stop();
  });
});

describe('the snapshot of a session without an event log', () => {
  const summary = createSummary({
    session: 's1',
    device: 'mbp-1',
    user: 'ann',
    model: 'm',
    startedAt: STARTED_AT,
    timeZone: 'UTC',
    metadata: {},
  });
  const snapshot = { device: 'mbp-1', identity: HERE, dialect: 'lmx', summary } as const;

  it('stands beside the heartbeat and goes with it', async () => {
    const folder = makeTemporaryFolder();
    const pulse = begin(folder, { snapshot });
    await pulse.beat();
    expect(stateFiles(folder, 'sessions')).toEqual(['s1.json']);
    await pulse.stop();
    expect(stateFiles(folder, 'sessions')).toEqual([]);
  });

  it('follows the running summary', async () => {
    const folder = makeTemporaryFolder();
    const pulse = begin(folder, { snapshot });
    await pulse.beat();
    summary.add({ type: 'tea_brewed', data: {}, time: STARTED_AT });
    await pulse.beat();
    const text = readFileSync(join(folder, 'sessions/.opta-journal/sessions/s1.json'), 'utf8');
    expect(JSON.parse(text).logs.killed).toMatchObject({
      status: 'killed',
      eventCounts: [{ type: 'tea_brewed', count: 1 }],
    });
    await pulse.stop();
    rmSync(folder, { recursive: true });
  });
});
