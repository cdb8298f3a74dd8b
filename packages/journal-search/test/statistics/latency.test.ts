import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectIndex } from '../../src/index.js';
import { makeFolders, openTestSearch, storeOf, type TestFolders } from '../open-test-search.js';

const STARTED_AT = Date.parse('2026-02-24T13:56:26Z');

/** An event log of a runtime whose requests took so long. */
function leaveRequests({ sessionLogsDir }: TestFolders, hour: number, durations: readonly number[]): void {
  const lines = durations.map((duration_ms, index) => {
    const time = new Date(STARTED_AT + hour * 3_600_000 + index * 1_000);
    const data = { model_id: 'tea', duration_ms };
    const record = { data, event_type: 'request_completed', timestamp: time.toISOString() };
    return `${JSON.stringify({ ...record, timestamp_unix: time.getTime() / 1_000 })}\n`;
  });
  const name = `2026-02-24-${13 + hour}5626-studio-events.jsonl`;
  writeFileSync(join(sessionLogsDir, name), lines.join(''));
}

it('tells how long the requests of all runtimes took together, from the cache as well', async () => {
  const folders = makeFolders();
  leaveRequests(folders, 0, [100, 110, 120]);
  leaveRequests(folders, 1, [4_000]);
  for (let times = 0; times < 2; times += 1) {
    const { models } = await openTestSearch(folders, { index: false }).statistics();
    expect(models).toMatchObject([{ model: 'tea', requests: 4, latencyMs: { count: 4, p99: 4_000 } }]);
    const p50 = models[0]?.latencyMs?.p50 ?? 0;
    expect(Math.abs(p50 - 110)).toBeLessThanOrEqual(110 * 0.008);
  }
});

it('has no latency of a model that nobody asked', async () => {
  const folders = makeFolders();
  leaveRequests(folders, 0, []);
  const { models } = await openTestSearch(folders, { index: false }).statistics();
  expect(models).toEqual([]);
});

it('tells of the index before and after it was built, and builds none', async () => {
  const folders = makeFolders();
  const { cacheDir } = folders;
  const options = { cacheDir, timeZone: 'UTC' };
  const { path } = inspectIndex(storeOf(folders), options);
  expect(inspectIndex(storeOf(folders), options)).toEqual({ path });
  await openTestSearch(folders).refresh();
  const { size, mtimeMs } = statSync(path);
  expect(inspectIndex(storeOf(folders), options)).toEqual({ path, file: { size, modifiedAt: mtimeMs } });
  expect(inspectIndex(storeOf(folders), { ...options, timeZone: 'Asia/Tokyo' }).file).toBeUndefined();
});
