import { readFileSync, writeFileSync } from 'node:fs';
import { formatSessionLog } from '@opta/journal-format';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { parseSessionLog } from '@opta/journal-format/parse';
import fc from 'fast-check';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { recover } from '../src/index.js';
import {
  HERE,
  LOG_NAME,
  leaveHeartbeat,
  leaveSession,
  openStore,
  options,
  readSession,
  STARTED_AT,
  sessionLogs,
  stateFiles,
} from './sessions.js';

describe('a session that was killed', () => {
  it('gets a log that says so, and up to when and which sequence it is known', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { eventLog, session } = await leaveSession(store);
    const report = await recover(store, options());
    expect(report).toEqual({
      recovered: [{ session, eventLog, fileName: LOG_NAME, status: 'killed', existed: false }],
      left: [],
      failed: [],
    });
    const text = readSession(folder, LOG_NAME);
    expect(readFrontmatter(text)).toMatchObject({
      session,
      event_log: eventLog,
      status: 'killed',
      started: '2026-02-24T13:56:26+11:00',
      ended: '2026-02-24T13:56:29+11:00',
      duration: '00:00:03',
      recovered: true,
    });
    expect(text).toContain('- Total events: 3\n');
    expect(text).toContain('Known up to 13:56:29 (sequence 4); what came after is not known.');
    expect(text).toContain('| download_failed | 1 |');
    expect(text).toContain('- port: 1234');
  });

  it('tells of the last heartbeat what the event log does not have, and removes it', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session } = await leaveSession(store);
    leaveHeartbeat(folder, session, { time: STARTED_AT + 30_000, elapsed_ms: 30_400, sequence: 9 });
    await recover(store, options());
    const text = readSession(folder, LOG_NAME);
    expect(text).toContain('Known up to 13:56:29 (sequence 4). Last seen alive at 13:56:56 (sequence 9).');
    expect(readFrontmatter(text)).toMatchObject({ ended: '2026-02-24T13:56:56+11:00', duration: '00:00:30' });
    expect(stateFiles(folder, 'heartbeats')).toEqual([]);
  });

  it('died for want of memory where its last heartbeat shows a full heap', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session } = await leaveSession(store);
    leaveHeartbeat(folder, session, { heap_used: 3_900_000_000 });
    const { recovered } = await recover(store, options());
    expect(recovered).toMatchObject([{ status: 'oom' }]);
    expect(readSession(folder, LOG_NAME)).toContain('the heap was 97 % full at the last heartbeat');
  });

  it('ended with its machine where that was started anew since', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session } = await leaveSession(store);
    leaveHeartbeat(folder, session, { minutesAgo: 6, heap_used: 3_900_000_000 });
    const { recovered } = await recover(store, options({ identity: { ...HERE, bootId: 'b2' } }));
    expect(recovered).toMatchObject([{ status: 'power' }]);
    expect(readSession(folder, LOG_NAME)).toContain(
      'Not finished when the machine was restarted, crashed or lost power.',
    );
  });

  it('gets the log in the dialect that it would have written itself', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSession(store, { dialect: 'cli' });
    await recover(store, options());
    const text = readSession(folder, LOG_NAME);
    expect(text).not.toContain('# Session:');
    expect(text).toContain('device: mbp-1\n');
  });

  it('is recovered with all segments of its event log', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const events = Array.from({ length: 40 }, () => ({
      type: 'tea_brewed',
      data: { leaves: 'x'.repeat(200) },
    }));
    await leaveSession(store, { events, maxEventLogBytes: 3_000 });
    const [entry] = await store.listEventLogs();
    expect(entry?.segments.length).toBeGreaterThan(2);
    await recover(store, options());
    expect(sessionLogs(folder)).toEqual([LOG_NAME]);
    expect(readSession(folder, LOG_NAME)).toContain('| tea_brewed | 40 |');
  });

  it('never has its event log touched', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { path } = await leaveSession(store);
    const before = readFileSync(path);
    await recover(store, options());
    expect(readFileSync(path)).toEqual(before);
  });
});

describe('a session that recorded its end and could not publish', () => {
  it('gets the log that its runtime would have published, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            type: fc.string({ minLength: 1, maxLength: 20 }),
            data: fc.jsonValue({ maxDepth: 2 }),
          }),
          {
            maxLength: 12,
          },
        ),
        fc.record(
          {
            durationMs: fc.integer({ min: 0, max: 1e9 }),
            status: fc.constantFrom('clean', 'signal', 'error', 'exit'),
            reason: fc.string({ minLength: 1, maxLength: 30 }),
            summary: fc.string({ minLength: 1, maxLength: 30 }),
          },
          { requiredKeys: ['durationMs', 'status'] },
        ),
        fc.constantFrom('lmx' as const, 'cli' as const),
        async (some, ending, dialect) => {
          const folder = makeTemporaryFolder();
          const store = openStore(folder);
          const events = some.filter(({ type }) => !type.startsWith('journal_')).map(wellFormed);
          const end = wellFormed({ endedAt: STARTED_AT + 20_000, ...ending });
          const { live } = await leaveSession(store, { events, end, dialect });
          const { recovered } = await recover(store, options());
          const text = readSession(folder, recovered[0]?.fileName);
          expect(live).toBeDefined();
          expect(text).toBe(live === undefined ? '' : formatSessionLog(live, { dialect }));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('says that it was recovered where the event log has lost events', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const end = { endedAt: STARTED_AT + 9_000, durationMs: 9_000, status: 'clean' };
    const { path } = await leaveSession(store, { end });
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, [...lines.slice(0, 2), ...lines.slice(3)].join('\n'));
    await recover(store, options());
    const log = parseSessionLog(readSession(folder, LOG_NAME));
    expect(log.properties).toEqual({ recovered: true });
    expect(log.status).toBe('clean');
    expect(log.issues).toContain('1 record of the event log could not be found');
  });
});

/** JSON has no lone surrogates and no negative zero. */
function wellFormed<T>(value: T): T {
  const text = JSON.stringify(value).replace(/\\ud[89a-f]../gi, '?');
  return JSON.parse(text) as T;
}
