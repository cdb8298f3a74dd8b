import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { parseSessionLog } from '@opta/journal-format/parse';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { recover } from '../src/index.js';
import { LOG_NAME, leaveSession, openStore, options, readSession, setAge } from './sessions.js';

describe('a damaged event log', () => {
  it('gives every record that can be read, each once, and names the places of the others', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { path } = await leaveSession(store);
    const lines = readFileSync(path, 'utf8').split('\n');
    const [start, loaded, failed, completed] = lines;
    writeFileSync(path, [start, loaded, 'half a li', loaded, completed, failed?.slice(0, 30)].join('\n'));
    await recover(store, options());
    const log = parseSessionLog(readSession(folder, LOG_NAME));
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
    const log = parseSessionLog(readSession(folder, LOG_NAME));
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
    const log = readSession(folder, LOG_NAME);
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
    const text = readSession(folder, LOG_NAME);
    expect(readFrontmatter(text)).toMatchObject({ status: 'unknown', device: 'mbp-1', user: 'unknown' });
    expect(text).toContain('- Total events: 3\n');
  });
});

it('a line that was being written counts as nothing', async () => {
  const folder = makeTemporaryFolder();
  const store = openStore(folder);
  const { path } = await leaveSession(store, { events: [] });
  appendFileSync(
    path,
    '{"seq":2,"event_type":"tea_brewed","timestamp":"2026-02-24T13:56:30.000+11:00","time',
  );
  await recover(store, options());
  const text = readSession(folder, LOG_NAME);
  expect(text).toContain('- Total events: 0\n');
  expect(text).toContain('Known up to 13:56:26 (sequence 1)');
});
