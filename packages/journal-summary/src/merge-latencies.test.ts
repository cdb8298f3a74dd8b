import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSummary, mergeLatencies } from './index.js';

const STARTED_AT = Date.parse('2026-02-24T13:56:26Z');

function latenciesOf(durations: readonly number[]) {
  const about = { session: '01K0', device: 'studio', user: 'ann', model: 'tea', metadata: {} };
  const summary = createSummary({ ...about, startedAt: STARTED_AT, timeZone: 'UTC' });
  for (const duration_ms of durations) {
    summary.add({ type: 'request_completed', data: { model_id: 'tea', duration_ms }, time: STARTED_AT });
  }
  return summary.latencies();
}

it('gives the percentiles of all sessions as if they had been one, also through JSON', () => {
  const durations = fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(fc.array(durations, { minLength: 1, maxLength: 5 }), (sessions) => {
      const sketches = sessions.flatMap(latenciesOf).map(({ latency }) => latency);
      const [together] = latenciesOf(sessions.flat());
      expect(mergeLatencies(JSON.parse(JSON.stringify(sketches)))).toEqual(
        mergeLatencies(together === undefined ? [] : [together.latency]),
      );
    }),
  );
});

it('counts, and is right within 0.8 %', () => {
  const sketches = [latenciesOf([100, 200]), latenciesOf([300, 4_000])].flat().map(({ latency }) => latency);
  const { count, p50 = 0, p99 } = mergeLatencies(sketches) ?? {};
  expect([count, p99]).toEqual([4, 4_000]);
  expect(Math.abs(p50 - 200)).toBeLessThanOrEqual(1.6);
});

it('has nothing where no request took any time', () => {
  expect(latenciesOf([])).toEqual([]);
  expect(mergeLatencies([])).toBeUndefined();
});
