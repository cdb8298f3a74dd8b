import { readFileSync } from 'node:fs';
import { parseSessionLog } from '@opta/journal-format/parse';
import { sessionLogSchema } from '@opta/journal-format/schema';
import { describe, expect, it } from 'vitest';
import { summaryOf, textOf } from './fold-events.js';
import { KIMI, QWEN, sampleEnd, sampleEvents } from './sample-session.js';

describe('the log of the sample session', () => {
  it('reads as fixtures/sample-session.txt', () => {
    const expected = readFileSync(new URL('fixtures/sample-session.txt', import.meta.url), 'utf8');
    expect(textOf(sampleEvents)).toBe(expected);
  });

  it('has no value that the format would have to change', () => {
    const log = summaryOf(sampleEvents).toSessionLog(sampleEnd);
    expect(sessionLogSchema.parse(log)).toEqual(log);
    expect(parseSessionLog(textOf(sampleEvents))).toEqual(log);
  });

  it('counts what its event counts add up to', () => {
    const own = sampleEvents.filter(({ type }) => type.startsWith('journal_')).length;
    const { eventCounts = [] } = summaryOf(sampleEvents).toSessionLog(sampleEnd);
    expect(eventCounts.reduce((sum, { count }) => sum + count, 0)).toBe(sampleEvents.length - own);
  });
});

describe('the snapshot of the sample session', () => {
  it('has the figures of the log as plain data', () => {
    const snapshot = summaryOf(sampleEvents).snapshot();
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
    expect(snapshot).toMatchObject({
      total: 55,
      severities: { info: 47, warning: 4, error: 4, critical: 0 },
      lastEvent: { type: 'tea_brewed', time: Date.parse('2026-03-14T17:20:00+11:00') },
      modelsInMemory: ['mlx-community/gemma-3-27b-it-4bit'],
      requests: { completed: 19, failed: 2, promptTokens: 10_819, completionTokens: 3_237 },
      downloads: { completed: 1, failed: 1, cancelled: 0 },
      memoryWarnings: 1,
      notes: 4,
    });
    expect(snapshot.models.find(({ model }) => model === QWEN)).toEqual({
      model: QWEN,
      inMemory: false,
      readiness: 'routable',
      loads: 1,
      unloads: 1,
      requests: 12,
      failedRequests: 2,
      promptTokens: 7_242,
      completionTokens: 2_166,
      latencyMs: { p50: 5_210.1115, p95: 21_833, p99: 21_833 },
    });
    expect(snapshot.models.find(({ model }) => model === KIMI)).toMatchObject({ readiness: 'loading' });
    expect(snapshot.failures.map(({ type, count }) => [type, count])).toEqual([
      ['model_canary_failed', 1],
      ['request_failed', 2],
      ['download_failed', 1],
    ]);
  });
});
