import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { formatSessionLog } from '@opta/journal-format';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { parseSessionLog } from '@opta/journal-format/parse';
import { nodeFileSystem } from '@opta/journal-fs';
import fc from 'fast-check';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { recover } from '../src/index.js';
import {
  contents,
  HERE,
  leaveHeartbeat,
  leaveSession,
  openStore,
  options,
  PROCESS_START,
  readSession,
  STARTED_AT,
  sessionLogs,
  setAge,
  stateFiles,
} from './sessions.js';

const NAME = '2026-02-24-1356-mbp-1-runtime-session.md';

describe('a session that was killed', () => {
  it('gets a log that says so, and up to when and which sequence it is known', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { eventLog, session } = await leaveSession(store);
    const report = await recover(store, options());
    expect(report).toEqual({
      recovered: [{ session, eventLog, fileName: NAME, status: 'killed', existed: false }],
      left: [],
      failed: [],
    });
    const text = readSession(folder, NAME);
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
    const text = readSession(folder, NAME);
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
    expect(readSession(folder, NAME)).toContain('the heap was 97 % full at the last heartbeat');
  });

  it('ended with its machine where that was started anew since', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session } = await leaveSession(store);
    leaveHeartbeat(folder, session, { minutesAgo: 6, heap_used: 3_900_000_000 });
    const { recovered } = await recover(store, options({ identity: { ...HERE, bootId: 'b2' } }));
    expect(recovered).toMatchObject([{ status: 'power' }]);
    expect(readSession(folder, NAME)).toContain(
      'Not finished when the machine was restarted, crashed or lost power.',
    );
  });

  it('gets the log in the dialect that it would have written itself', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSession(store, { dialect: 'cli' });
    await recover(store, options());
    const text = readSession(folder, NAME);
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
    expect(sessionLogs(folder)).toEqual([NAME]);
    expect(readSession(folder, NAME)).toContain('| tea_brewed | 40 |');
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
    const log = parseSessionLog(readSession(folder, NAME));
    expect(log.properties).toEqual({ recovered: true });
    expect(log.status).toBe('clean');
    expect(log.issues).toContain('1 record of the event log could not be found');
  });
});

describe('a damaged event log', () => {
  it('gives every record that can be read, each once, and names the places of the others', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { path } = await leaveSession(store);
    const lines = readFileSync(path, 'utf8').split('\n');
    const [start, loaded, failed, completed] = lines;
    writeFileSync(path, [start, loaded, 'half a li', loaded, completed, failed?.slice(0, 30)].join('\n'));
    await recover(store, options());
    const log = parseSessionLog(readSession(folder, NAME));
    expect(log.eventCounts).toEqual([
      { type: 'model_loaded', count: 1 },
      { type: 'request_completed', count: 1 },
    ]);
    expect(log.issues?.slice(1)).toEqual([
      '1 record of the event log could not be found',
      expect.stringMatching(/^Event log damaged at segment 1, line 3, byte [\d,]+: 10 bytes, no JSON$/),
      expect.stringMatching(/line 4, byte [\d,]+: 0 bytes, sequence 2 comes again$/),
      expect.stringMatching(/line 6, byte [\d,]+: 30 bytes, the last line has no end$/),
    ]);
  });

  it('misses and repeats nothing because a line without a number stands among the others', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { path } = await leaveSession(store);
    const [start, loaded, failed, completed] = readFileSync(path, 'utf8').split('\n');
    const foreign = loaded?.replace(/"seq":\d+,/, '');
    writeFileSync(path, [start, loaded, foreign, loaded, failed, completed, ''].join('\n'));
    await recover(store, options());
    const log = parseSessionLog(readSession(folder, NAME));
    expect(log.eventCounts).toContainEqual({ type: 'model_loaded', count: 2 });
    expect(log.issues?.slice(-1)).toEqual([
      expect.stringMatching(/^Event log damaged at segment 1, line 4, .*sequence 2 comes again$/),
    ]);
    expect(log.issues?.join()).not.toContain('could not be found');
  });

  it('whose number has a flipped bit hides none of the records after it', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { eventLog } = await leaveSession(store);
    const path = join(store.sessionLogsDir, eventLog);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('"seq":3,');
    writeFileSync(path, text.replace('"seq":3,', '"seq":83,'));
    await recover(store, options());
    const log = readSession(folder, NAME);
    expect(log).toContain('- Total events: 3\n');
    expect(log).not.toContain('comes again');
    expect(log).not.toContain('could not be found');
  });

  it('whose first line is lost is recovered by its name once nobody can write it any more', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { path } = await leaveSession(store);
    const [, ...rest] = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, ['\0'.repeat(300), ...rest].join('\n'));
    expect((await recover(store, options())).left).toMatchObject([{ reason: 'grown-lately' }]);
    setAge(path, 1_500);
    await recover(store, options());
    const text = readSession(folder, NAME);
    expect(readFrontmatter(text)).toMatchObject({ status: 'unknown', device: 'mbp-1', user: 'unknown' });
    expect(text).toContain('- Total events: 3\n');
  });
});

describe('an owner that lives', () => {
  it.each([
    [
      'its process runs',
      {},
      { readProcess: async () => ({ state: 'running', start: PROCESS_START }) as const },
    ],
    ['it is in another container', { pidNamespace: 'pid:[2]' }, {}],
    ['its process is hidden', {}, { readProcess: async () => ({ state: 'hidden' }) as const }],
    ['it runs on another machine', { machineId: 'm2', bootId: 'b2' }, {}],
  ])('is left alone where %s', async (_, identity, changes) => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session, eventLog } = await leaveSession(store, { identity: { ...HERE, ...identity } });
    leaveHeartbeat(folder, session);
    const before = contents(folder);
    const report = await recover(store, options(changes));
    expect(report.left).toMatchObject([{ session, eventLog }]);
    expect(report.recovered).toEqual([]);
    expect(contents(folder)).toEqual(before);
    expect(stateFiles(folder, 'heartbeats')).toEqual([`${session}.json`]);
  });

  it('has nothing written beside it where its process is seen', async () => {
    const folder = makeTemporaryFolder();
    await leaveSession(openStore(folder));
    const before = readdirSync(join(folder, 'sessions'));
    const readProcess = async () => ({ state: 'running', start: PROCESS_START }) as const;
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    await recover(openStore(folder, fileSystem), options({ readProcess, fileSystem }));
    expect(readdirSync(join(folder, 'sessions'))).toEqual(before);
    const names = fileSystem.calls.map(({ name }) => name);
    expect(names).not.toContain('unlink');
    expect(names).not.toContain('write');
  });

  it('is not looked at where it is one of this process', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session } = await leaveSession(store);
    leaveHeartbeat(folder, session, { minutesAgo: 60 });
    const report = await recover(store, options({ exclude: [session] }));
    expect(report).toEqual({ recovered: [], left: [], failed: [] });
    expect(stateFiles(folder, 'heartbeats')).toEqual([`${session}.json`]);
  });

  it('is recovered after all when it has been silent for ten heartbeats', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session, path } = await leaveSession(store, { identity: { ...HERE, pidNamespace: 'pid:[2]' } });
    leaveHeartbeat(folder, session, { minutesAgo: 4 });
    setAge(path, 60);
    const { left } = await recover(store, options());
    expect(left).toMatchObject([{ reason: 'heard-lately' }]);
    expect(left[0]?.retryAfterMs).toBeGreaterThan(50_000);
    leaveHeartbeat(folder, session, { minutesAgo: 6 });
    expect((await recover(store, options())).recovered).toMatchObject([{ status: 'killed' }]);
  });
});

describe('several sessions', () => {
  it('of one minute get a log each, and those that have one keep it', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    for (const seconds of [0, 10, 10, 20]) {
      await leaveSession(store, {
        session: `s${Math.random()}`.replace('.', ''),
        startedAt: STARTED_AT + seconds * 1_000,
      });
    }
    await recover(store, options());
    const copies = ['', '-2', '-3', '-4'].map((copy) => NAME.replace('.md', `${copy}.md`));
    expect(sessionLogs(folder)).toEqual(copies.sort());
    const before = contents(folder);
    expect(await recover(store, options())).toEqual({ recovered: [], left: [], failed: [] });
    expect(contents(folder)).toEqual(before);
  });

  it('are looked at without listing the folder for each', async () => {
    const listings: number[] = [];
    for (const count of [2, 6]) {
      const folder = makeTemporaryFolder();
      for (let index = 0; index < count; index += 1) {
        await leaveSession(openStore(folder), {
          session: `s${index}`,
          startedAt: STARTED_AT + index * 1_000,
        });
      }
      const readProcess = async () => ({ state: 'running', start: PROCESS_START }) as const;
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const { left } = await recover(openStore(folder, fileSystem), options({ readProcess, fileSystem }));
      expect(left).toHaveLength(count);
      listings.push(fileSystem.calls.filter(({ name }) => name === 'readdir').length);
    }
    expect(listings[1]).toBe(listings[0]);
  });

  it('do not have the heads of all logs read again for each of them', async () => {
    const DAY_MS = 86_400_000;
    const opened: number[] = [];
    for (const count of [1, 5]) {
      const folder = makeTemporaryFolder();
      const store = openStore(folder);
      for (let index = 0; index < 20; index += 1) {
        await leaveSession(store, { session: `old${index}`, startedAt: STARTED_AT - (index + 1) * DAY_MS });
      }
      await recover(store, options());
      for (let index = 0; index < count; index += 1) {
        await leaveSession(store, { session: `s${index}`, startedAt: STARTED_AT + index * 60_000 });
      }
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const { recovered } = await recover(openStore(folder, fileSystem), options({ fileSystem }));
      expect(recovered).toHaveLength(count);
      const heads = fileSystem.calls.filter(
        ({ name, args }) => name === 'open' && /\/2026-02-\d\d-\d{4}-.*\.md$/.test(String(args[0])),
      );
      opened.push(heads.length);
    }
    const [one = 0, five = 0] = opened;
    // Those of its own day, of which there are five at most.
    expect(five - one).toBeLessThan(20);
  });

  it('are not held up by one that fails', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSession(store, { session: 'first' });
    await leaveSession(store, { session: 'second', startedAt: STARTED_AT + 60_000 });
    const failing: typeof store = {
      ...store,
      readEventBatches: (source, filter) => {
        if (JSON.stringify(source).includes('135626')) throw new Error('the disk is tired');
        return store.readEventBatches(source, filter);
      },
    };
    const report = await recover(failing, options());
    expect(report.recovered).toMatchObject([{ session: 'second' }]);
    expect(report.failed).toMatchObject([{ error: { code: 'JOURNAL_RECOVERY_FAILED' } }]);
    expect(report.failed[0]?.error.message).toContain('the disk is tired');
    expect((await recover(store, options())).recovered).toMatchObject([{ session: 'first' }]);
  });

  it('are recovered once by many recoveries at the same time', async () => {
    const folder = makeTemporaryFolder();
    const stores = Array.from({ length: 6 }, () => openStore(folder));
    for (let index = 0; index < 5; index += 1) {
      await leaveSession(openStore(folder), { session: `s${index}`, startedAt: STARTED_AT + index * 1_000 });
      leaveHeartbeat(folder, `s${index}`, { sequence: 7 });
    }
    const reports = await Promise.all(stores.map((store) => recover(store, options())));
    expect(reports.flatMap(({ failed }) => failed)).toEqual([]);
    expect(reports.flatMap(({ recovered }) => recovered.filter(({ existed }) => !existed))).toHaveLength(5);
    const sessions = sessionLogs(folder).map((name) => parseSessionLog(readSession(folder, name)).session);
    expect(sessions.sort()).toEqual(['s0', 's1', 's2', 's3', 's4']);
    expect(stateFiles(folder, 'endings')).toEqual([]);
  });
});

it('segments that were begun after the folder was listed are in the log', async () => {
  const folder = makeTemporaryFolder();
  const store = openStore(folder);
  const { path } = await leaveSession(store, { maxEventLogBytes: 1 });
  const later = [2, 3, 4].map((segment) => path.replace('.jsonl', `.${segment}.jsonl`));
  const racing: typeof store = {
    ...store,
    pairEventLogs: async () => {
      for (const segment of later) renameSync(segment, `${segment}.later`);
      const pairs = await store.pairEventLogs();
      for (const segment of later) renameSync(`${segment}.later`, segment);
      return pairs;
    },
  };
  await recover(racing, options());
  expect(readSession(folder, NAME)).toContain('- Total events: 3\n');
});

describe('a log that was published by somebody else meanwhile', () => {
  async function recoverWhile(folder: string, publish: () => Promise<unknown>) {
    const store = openStore(folder);
    const racing: typeof store = {
      ...store,
      // After the pass over the folder, before the recovery looks once more.
      listSessionLogs: async (query) => {
        await publish();
        return store.listSessionLogs(query);
      },
    };
    return (await recover(racing, options())).recovered;
  }

  const end = { endedAt: STARTED_AT + 9_000, durationMs: 9_000, status: 'clean', summary: 'graceful stop' };

  it('stays the only one, whatever its name is', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { live, session } = await leaveSession(store, { end });
    const recovered = await recoverWhile(folder, async () => {
      if (live !== undefined) await store.publishSessionLog(live, { summary: 'another text' });
    });
    expect(recovered).toMatchObject([{ session, existed: true }]);
    expect(sessionLogs(folder)).toEqual(['2026-02-24-1356-mbp-1-another-text.md']);
  });

  it('stays the only one where it has gone to the archive since', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { live, session } = await leaveSession(store, { end });
    const month = join(store.sessionLogsDir, 'archive/2026-02');
    const recovered = await recoverWhile(folder, async () => {
      if (live === undefined || existsSync(month)) return;
      const { path, fileName } = await store.publishSessionLog(live, { summary: 'another text' });
      mkdirSync(month, { recursive: true });
      renameSync(path, join(month, fileName));
    });
    expect(recovered).toMatchObject([{ session, existed: true }]);
    expect(sessionLogs(folder)).toEqual([]);
  });

  it('is not taken for that of another session of the same minute', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { live } = await leaveSession(store, { end });
    const recovered = await recoverWhile(folder, async () => {
      if (live === undefined || sessionLogs(folder).length > 0) return;
      const other = { ...live, session: 'other', eventLog: '2026-02-24-135600-mbp-1-events.jsonl' };
      await store.publishSessionLog(other, { summary: 'another text' });
    });
    expect(recovered).toMatchObject([{ existed: false }]);
    expect(sessionLogs(folder)).toHaveLength(2);
  });
});

describe('heartbeats', () => {
  it('of finished sessions are removed once they are silent', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSession(store);
    await recover(store, options());
    leaveHeartbeat(folder, '01KJ5ZQ4M0', { minutesAgo: 60 });
    leaveHeartbeat(folder, 'starting', { minutesAgo: 1 });
    await recover(store, options());
    expect(stateFiles(folder, 'heartbeats')).toEqual(['starting.json']);
  });

  it.each(['', '{', '{"session":"other"}', '\0\0\0'])('that hold %j are as good as none', async (content) => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session } = await leaveSession(store);
    leaveHeartbeat(folder, session);
    writeFileSync(join(folder, `sessions/.opta-journal/heartbeats/${session}.json`), content);
    await recover(store, options());
    expect(readSession(folder, NAME)).toContain('(sequence 4); what came after is not known.');
  });
});

describe('what is asked for', () => {
  it('is checked', async () => {
    await expect(
      recover(openStore(makeTemporaryFolder()), { timeZone: 'Mars/Base', exclude: 'x' as never }),
    ).rejects.toMatchObject({
      code: 'JOURNAL_RECOVERY_OPTION_INVALID',
      message: expect.stringMatching(/timeZone is "Mars\/Base".*exclude is "x"/),
    });
  });

  it('is refused where the folder cannot be looked through', async () => {
    const folder = makeTemporaryFolder();
    writeFileSync(join(folder, 'sessions'), 'a file');
    await expect(recover(openStore(folder), options())).rejects.toMatchObject({
      code: 'JOURNAL_RECOVERY_LISTING_FAILED',
    });
  });

  it('creates nothing where there is nothing to do', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    expect(await recover(store, options())).toEqual({ recovered: [], left: [], failed: [] });
    await store.prepare();
    await recover(store, options());
    expect(stateFiles(folder, 'heartbeats')).toEqual([]);
  });

  it('ends between two sessions when it is stopped', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSession(store);
    expect((await recover(store, options({ signal: AbortSignal.abort() }))).recovered).toEqual([]);
    expect((await recover(store, options())).recovered).toHaveLength(1);
  });
});

/** JSON has no lone surrogates and no negative zero. */
function wellFormed<T>(value: T): T {
  const text = JSON.stringify(value).replace(/\\ud[89a-f]../gi, '?');
  return JSON.parse(text) as T;
}

it('a line that was being written counts as nothing', async () => {
  const folder = makeTemporaryFolder();
  const store = openStore(folder);
  const { path } = await leaveSession(store, { events: [] });
  appendFileSync(
    path,
    '{"seq":2,"event_type":"tea_brewed","timestamp":"2026-02-24T13:56:30.000+11:00","time',
  );
  await recover(store, options());
  const text = readSession(folder, NAME);
  expect(text).toContain('- Total events: 0\n');
  expect(text).toContain('Known up to 13:56:26 (sequence 1)');
});
