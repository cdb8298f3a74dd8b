import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { SESSIONS } from './support/event-log.js';
import { runCommand } from './support/run-command.js';

interface LmxEvent {
  second: number;
  type: string;
  data: Record<string, unknown>;
}

const large = { model_id: 'ann/large-4bit' };
const small = { model_id: 'ann/small' };

/** What two runtimes did, as Opta LMX writes it: one ended, one did not. */
const ENDED: readonly LmxEvent[] = [
  { second: 2, type: 'model_loaded', data: { ...large, memory_gb: 166.9 } },
  { second: 3, type: 'model_readiness_changed', data: { ...large, state: 'routable' } },
  ...[100, 200, 300].map((duration_ms) => ({
    second: 4,
    type: 'request_completed',
    data: { ...large, duration_ms, prompt_tokens: 10, completion_tokens: 5 },
  })),
  { second: 5, type: 'request_failed', data: { ...large, error: 'timeout' } },
  { second: 12, type: 'model_unloaded', data: { ...large, reason: 'manual' } },
];
const CRASHED: readonly LmxEvent[] = [
  { second: 1, type: 'model_loaded', data: small },
  { second: 2, type: 'download_failed', data: { repo_id: 'ann/huge', error: 'No space left on device' } },
  { second: 3, type: 'model_loaded', data: large },
];

function lmxLines(day: string, events: readonly LmxEvent[]): string {
  return events
    .map(({ second, type, data }) => {
      const timestamp = `${day}T10:00:${String(second).padStart(2, '0')}.000000+00:00`;
      const unix = Date.parse(timestamp) / 1_000;
      return `${JSON.stringify({ data, event_type: type, timestamp, timestamp_unix: unix })}\n`;
    })
    .join('');
}

const LOG = `---
date: 2026-02-24
time: "10:00 UTC"
device: "studio"
user: "opta"
model: "opta-lmx/0.1.0"
duration: "00:00:20"
---

# Session: Runtime Session

## Summary
- Started: 2026-02-24 10:00:00 UTC
- Ended: 2026-02-24 10:00:20 UTC
- Duration: 00:00:20
- Total events: ${ENDED.length}
`;

describe('stats', () => {
  function makeJournal(): string {
    const folder = makeTemporaryFolder();
    mkdirSync(join(folder, SESSIONS));
    const write = (name: string, text: string) => writeFileSync(join(folder, SESSIONS, name), text);
    write('2026-02-24-100000-studio-events.jsonl', lmxLines('2026-02-24', ENDED));
    write('2026-02-24-1000-studio-runtime-session.md', LOG);
    write('2026-02-25-100000-studio-events.jsonl', lmxLines('2026-02-25', CRASHED));
    return folder;
  }

  it('add up what a person counts by hand', async () => {
    const { stdout, stderr, exitCode } = await runCommand(['stats', '--json'], { cwd: makeJournal() });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const all = [...ENDED, ...CRASHED];
    const of = (type: string, model?: string) =>
      all.filter((event) => event.type === type && (model === undefined || event.data.model_id === model))
        .length;
    const statistics = JSON.parse(stdout);
    expect(statistics).toMatchObject({
      schema: 'opta-journal.stats',
      total: {
        runtimes: 2,
        uptimeMs: 23_000,
        crashes: 1,
        events: all.length,
        requests: of('request_completed') + of('request_failed'),
        tokens: { prompt: 30, completion: 15, total: 45 },
        byStatus: { clean: 1, unknown: 1 },
      },
      failures: [
        { type: 'download_failed', count: 1, lastMessage: 'No space left on device' },
        { type: 'request_failed', count: 1, lastMessage: 'timeout' },
      ],
    });
    const byName = new Map(statistics.models.map((model: { model: string }) => [model.model, model]));
    expect(byName.get(large.model_id)).toMatchObject({
      loads: of('model_loaded', large.model_id),
      unloads: 1,
      loadedMs: 10_000,
      requests: 4,
      failedRequests: 1,
      latencyMs: { count: 3, p99: 300 },
    });
    expect(byName.get(small.model_id)).toMatchObject({ loads: 1, unloads: 0, requests: 0 });
  });

  it('are tables for a person, and of a span, a device or a model', async () => {
    const cwd = makeJournal();
    const { stdout } = await runCommand(['stats', '--until', '2026-02-24'], { cwd });
    const rows = stdout.split('\n').map((row) => row.trim().split(/ {2,}/));
    expect(rows).toContainEqual(['runtimes', '1 (1 clean)']);
    expect(rows).toContainEqual(['tokens', '45 (30 prompt, 15 completion)']);
    const titles = 'MODEL LOADS UNLOADS IN_MEMORY REQUESTS FAILED TOKENS P50_MS P95_MS P99_MS';
    expect(rows).toContainEqual(titles.split(' ').map((title) => title.replace('_', ' ')));
    expect(rows.find(([name]) => name === large.model_id)?.slice(0, 7)).toEqual([
      large.model_id,
      '1',
      '1',
      '00:00:10',
      '4',
      '1',
      '45',
    ]);
    const none = await runCommand(['stats', '--device', 'other'], { cwd });
    expect([none.exitCode, none.stdout]).toEqual([1, '']);
    const one = JSON.parse((await runCommand(['stats', '--json', '--model', 'ann/small'], { cwd })).stdout);
    expect(one.models.map(({ model }: { model: string }) => model)).toEqual(['ann/small']);
  });
});
