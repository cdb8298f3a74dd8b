import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSessionLog } from '@opta/journal-format/parse';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { recover } from '../src/index.js';
import { contents, openStore, options, readSession, sessionLogs, setAge } from './sessions.js';

const DAY_MINUTES = 1_440;

/** A line as Opta LMX writes it. */
function line(time: string, eventType: string, data: object): string {
  const iso = `2026-02-25T${time}+11:00`;
  const unix = Date.parse(iso) / 1_000;
  return `${JSON.stringify({ data, event_type: eventType, timestamp: iso, timestamp_unix: unix })}\n`;
}

const loaded = { duration_sec: 0, format: 'mlx', memory_gb: 166.89, model_id: 'inferencer/large' };
const EVENTS = [
  line('12:49:03.571512', 'model_loaded', loaded),
  line('12:49:43.112233', 'model_unloaded', {
    memory_freed_gb: 166.89,
    model_id: 'inferencer/large',
    reason: 'manual',
  }),
  line('12:50:11.998877', 'download_failed', { download_id: 'd1', error: 'no space', repo_id: 'ann/large' }),
].join('');

/** A session log as Opta LMX writes it: it names no event log. */
function lmxLog(started: string, events: number): string {
  return `---
date: 2026-02-25
time: "12:48 AEDT"
device: "mono512-lan"
user: "opta"
model: "opta-lmx/0.1.0"
duration: "00:00:29"
---

# Session: Runtime Session

## Summary
- Started: ${started} AEDT
- Ended: 2026-02-25 12:48:50 AEDT
- Duration: 00:00:29
- Total events: ${events}
`;
}

/** Folder of an old LMX: a name and its content each. */
function leaveLogs(files: Record<string, string>, minutesAgo = DAY_MINUTES + 1): string {
  const folder = makeTemporaryFolder();
  mkdirSync(join(folder, 'sessions'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, 'sessions', name);
    writeFileSync(path, content);
    setAge(path, minutesAgo);
  }
  return folder;
}

const legacy = options({ device: 'mono512-lan' });

describe('an event log of Opta LMX without a session log', () => {
  it('is not looked through while it is left alone', async () => {
    const eventLog = '2026-02-25-124852-mono512-lan-events.jsonl';
    const folder = leaveLogs({ [eventLog]: EVENTS.repeat(10_000) }, 60);
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { left } = await recover(openStore(folder, fileSystem), { ...legacy, fileSystem });
    expect(left).toMatchObject([{ eventLog, reason: 'grown-lately' }]);
    // Of 25 that it takes to read all of it: the first one, and the next one that is on its way meanwhile.
    expect(fileSystem.calls.filter(({ name, isSync }) => name === 'read' && !isSync).length).toBeLessThan(5);
  });

  it('gets one with start, device, model, counts and failures from its name and events', async () => {
    const eventLog = '2026-02-25-124852-mono512-lan-events.jsonl';
    const folder = leaveLogs({ [eventLog]: EVENTS });
    await recover(openStore(folder), legacy);
    expect(sessionLogs(folder)).toEqual(['2026-02-25-1248-mono512-lan-runtime-session.md']);
    const text = readSession(folder, sessionLogs(folder)[0]);
    expect(parseSessionLog(text)).toMatchObject({
      date: '2026-02-25',
      time: '12:48 AEDT',
      device: 'mono512-lan',
      user: 'unknown',
      model: 'inferencer/large',
      duration: '00:01:19',
      eventLog,
      status: 'unknown',
      started: '2026-02-25T12:48:52+11:00',
      ended: '2026-02-25T12:50:11+11:00',
      properties: { recovered: true },
      eventCounts: [
        { type: 'download_failed', count: 1 },
        { type: 'model_loaded', count: 1 },
        { type: 'model_unloaded', count: 1 },
      ],
    });
    expect(text).toContain('Known up to 12:50:11; what came after is not known.');
    expect(text).toContain('download_failed: 1 (12:50:11) – ann/large: no space');
  });

  it('that is empty is known by its name alone, and its end is not known', async () => {
    const folder = leaveLogs({ '2026-02-25-042319-opta48-events.jsonl': '' });
    await recover(openStore(folder), options({ device: 'opta48' }));
    const log = parseSessionLog(readSession(folder, '2026-02-25-0423-opta48-runtime-session.md'));
    expect(log).toMatchObject({ started: '2026-02-25T04:23:19+11:00', duration: '00:00:00' });
    expect(log).not.toHaveProperty('ended');
    expect(log.summary).toContain('Ended: not known');
  });

  it('is told apart from another one of the same minute that has its session log', async () => {
    const folder = leaveLogs({
      '2026-02-25-124821-mono512-lan-events.jsonl': EVENTS,
      '2026-02-25-124852-mono512-lan-events.jsonl': EVENTS,
      '2026-02-25-1248-mono512-lan-runtime-session.md': lmxLog('2026-02-25 12:48:21', 3),
    });
    const before = contents(folder);
    await recover(openStore(folder), legacy);
    const copy = '2026-02-25-1248-mono512-lan-runtime-session-2.md';
    expect(sessionLogs(folder)).toEqual([copy, '2026-02-25-1248-mono512-lan-runtime-session.md']);
    expect(parseSessionLog(readSession(folder, copy)).started).toBe('2026-02-25T12:48:52+11:00');
    expect(contents(folder)).toMatchObject(before);
  });

  it('is told in the offset of its events where the folder is read in another zone', async () => {
    const folder = leaveLogs({ '2026-02-25-124852-mono512-lan-events.jsonl': EVENTS });
    await recover(openStore(folder), { ...legacy, timeZone: 'UTC' });
    expect(parseSessionLog(readSession(folder, sessionLogs(folder)[0]))).toMatchObject({
      time: '12:48 +11:00',
      started: '2026-02-25T12:48:52+11:00',
    });
  });

  it.each([
    ['has grown within a day and since the boot', 'mono512-lan', 10, 'grown-lately'],
    ['is of another device', 'studio', DAY_MINUTES * 30, 'other-device'],
  ])('is left alone while it %s, unless it is asked for', async (_, device, minutesAgo, reason) => {
    const folder = leaveLogs({ '2026-02-25-124852-mono512-lan-events.jsonl': EVENTS }, minutesAgo);
    const wishes = options({ device, identity: {} });
    expect((await recover(openStore(folder), wishes)).left).toMatchObject([{ reason }]);
    expect(sessionLogs(folder)).toEqual([]);
    expect((await recover(openStore(folder), { ...wishes, includeLegacy: true })).recovered).toHaveLength(1);
  });

  it('gets one log with the same bytes from recoveries at the same time and later', async () => {
    const folder = leaveLogs({ '2026-02-25-124852-mono512-lan-events.jsonl': EVENTS });
    await Promise.all([1, 2, 3].map(() => recover(openStore(folder), legacy)));
    const before = contents(folder);
    expect(sessionLogs(folder)).toHaveLength(1);
    await recover(openStore(folder), legacy);
    expect(contents(folder)).toEqual(before);
  });
});

it('secrets in an old event log do not reach the session log, and the event log stays as it is', async () => {
  /** In two parts, so that no scanner takes this file for a leak. */
  const token = `hf_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaE'}`;
  const name = '2026-02-25-124852-mono512-lan-events.jsonl';
  const events = [
    line('12:49:03.571512', 'model_loaded', { ...loaded, model_id: `inferencer/${token}` }),
    line('12:50:11.998877', 'download_failed', { error: `401 for ${token}`, repo_id: 'ann/large' }),
    line('12:50:12.998877', 'request_failed', { error: 'door_code=77 was refused', password: 'swordfish' }),
  ].join('');
  const folder = leaveLogs({ [name]: events });
  const redaction = { keys: ['door_code'] };
  await recover(openStore(folder), options({ device: 'mono512-lan', redaction }));
  const text = readSession(folder, sessionLogs(folder)[0] as string);
  expect(text).toContain('401 for [redacted:huggingface-token]');
  expect(text).toContain('door_code=[redacted:secret]');
  expect(text).not.toContain(token);
  expect(contents(folder)[name]).toBe(events);
});
