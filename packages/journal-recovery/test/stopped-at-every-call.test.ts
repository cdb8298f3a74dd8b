import { cpSync, mkdirSync } from 'node:fs';
import { parseSessionLog } from '@opta/journal-format/parse';
import { nodeFileSystem } from '@opta/journal-fs';
import { createSummary } from '@opta/journal-summary';
import { createFaultFileSystem, type FaultPlan, failAt, failFrom, withoutSync } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { createSessionPulse, recover } from '../src/index.js';
import {
  contents,
  HERE,
  leaveHeartbeat,
  leaveSession,
  openStore,
  options,
  STARTED_AT,
  stateFiles,
} from './sessions.js';

/** Two sessions with an event log, one of which recorded its end, and one that kept none. */
async function leaveSessions(): Promise<string> {
  const folder = makeTemporaryFolder();
  const store = openStore(folder);
  await store.prepare();
  await leaveSession(store, { session: 'killed' });
  leaveHeartbeat(folder, 'killed', { sequence: 9 });
  const end = { endedAt: STARTED_AT + 65_000, durationMs: 5_000, status: 'clean', summary: 'graceful stop' };
  await leaveSession(store, { session: 'ended', startedAt: STARTED_AT + 60_000, end });
  const session = { session: 'silent', device: 'mbp-1', user: 'ann', model: 'm', startedAt: STARTED_AT };
  const summary = createSummary({ ...session, timeZone: 'UTC', metadata: {} });
  const pulse = createSessionPulse({
    sessionLogsDir: store.sessionLogsDir,
    session: 'silent',
    now: () => ({ time: STARTED_AT + 30_000, elapsedMs: 30_000, sequence: 5 }),
    snapshot: { device: 'mbp-1', identity: { ...HERE, processStart: 'earlier' }, dialect: 'lmx', summary },
  });
  await pulse.beat();
  return folder;
}

function copyOf(folder: string): string {
  const copy = makeTemporaryFolder();
  mkdirSync(copy, { recursive: true });
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

function sessionsOf(files: Record<string, string>): unknown[] {
  const logs = Object.entries(files).filter(([name]) => /^\d{4}-.*\.md$/.test(name));
  return logs.map(([, text]) => parseSessionLog(text).session).sort();
}

async function recoverWith(folder: string, plan?: FaultPlan): Promise<number> {
  const fileSystem = createFaultFileSystem(withoutSync(nodeFileSystem), plan);
  // What it rejects with or reports is not the point here: what is on the disk afterwards is.
  await recover(openStore(folder, fileSystem), options({ fileSystem })).catch(() => undefined);
  return fileSystem.calls.length;
}

describe.each([
  ['stopped', failFrom],
  ['refused once', failAt],
])('a recovery that is %s at any call', (_, fail) => {
  it('ends in the same files with the same bytes when it is run again', async () => {
    const left = await leaveSessions();
    const whole = copyOf(left);
    const calls = await recoverWith(whole);
    const expected = contents(whole);
    expect(sessionsOf(expected)).toEqual(['ended', 'killed', 'silent']);
    expect(calls).toBeGreaterThan(60);

    for (let at = 1; at <= calls; at += 1) {
      const folder = copyOf(left);
      await recoverWith(folder, fail(at, 'EIO'));
      await recoverWith(folder);
      expect(contents(folder), `at call ${at}`).toEqual(expected);
      expect(stateFiles(folder, 'sessions'), `at call ${at}`).toEqual([]);
    }
  }, 120_000);
});

it('a recovery that is stopped three deep still ends in the same files', async () => {
  const left = await leaveSessions();
  const whole = copyOf(left);
  const calls = await recoverWith(whole);
  for (let at = 7; at < calls; at += 7) {
    const folder = copyOf(left);
    for (const share of [1, 0.7, 0.4]) {
      await recoverWith(folder, failFrom(Math.ceil(at * share), 'EIO'));
    }
    await recoverWith(folder);
    expect(contents(folder), `at call ${at}`).toEqual(contents(whole));
  }
}, 60_000);
