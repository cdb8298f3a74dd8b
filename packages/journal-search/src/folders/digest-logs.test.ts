import { describe, expect, it } from 'vitest';
import { digestLogs } from './digest-logs.js';
import { StoredLog } from './stored-log.js';

const place = { directory: '/logs' };
const stat = { size: 1_000, mtimeMs: 1_790_437_507_123.25, ctimeMs: 1_790_437_507_123.5 };
const log = (name: string, change: Partial<typeof stat> = {}) =>
  new StoredLog('session', name, place, { ...stat, ...change });
const a = log('2026-02-24-1310-studio-a.md');
const b = log('2026-02-24-1311-studio-b.md');

describe('the digest of logs', () => {
  it('does not depend on their order', () => {
    expect(digestLogs([a, b])).toBe(digestLogs([b, a]));
  });

  it.each([
    ['a log is gone', [a]],
    ['there is another one', [a, b, log('2026-02-24-1312-studio-c.md')]],
    ['one has another name', [a, log('2026-02-24-1311-studio-c.md')]],
    ['one has grown by a byte', [a, log(b.fileName, { size: 1_001 })]],
    [
      'one was written a quarter of a microsecond later',
      [a, log(b.fileName, { mtimeMs: stat.mtimeMs + 0.00025 })],
    ],
    ['one was moved here', [a, log(b.fileName, { ctimeMs: stat.ctimeMs + 1 })]],
    ['two have changed places', [log(a.fileName, { size: 7 }), log(b.fileName, { size: 9 })]],
  ])('is another one where %s', (_, logs) => {
    const before = [log(a.fileName, { size: 9 }), log(b.fileName, { size: 7 })];
    expect(digestLogs(logs)).not.toBe(digestLogs([a, b]));
    expect(digestLogs(logs)).not.toBe(digestLogs(before));
  });

  it('is another one for each of 100,000 states of one log', () => {
    const states = Array.from({ length: 100_000 }, (_, index) =>
      digestLogs([a, log(b.fileName, { size: index })]),
    );
    expect(new Set(states).size).toBe(states.length);
  });
});
