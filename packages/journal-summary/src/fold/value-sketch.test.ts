import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DURATION_MS } from '../constants.js';
import { ValueSketch } from './value-sketch.js';

const milliseconds = fc.oneof(
  fc.double({ min: 0, max: MAX_DURATION_MS, noNaN: true }),
  fc.double({ min: 0, max: 60_000, noNaN: true }),
  fc.integer({ min: 0, max: 200 }).map((microseconds) => microseconds / 1_000),
);
const values = fc.array(milliseconds, { minLength: 1, maxLength: 300 });
const percent = fc.integer({ min: 0, max: 100 });

function sketchOf(numbers: readonly number[]): ValueSketch {
  const sketch = new ValueSketch();
  for (const number of numbers) sketch.add(number);
  return sketch;
}

describe('ValueSketch', () => {
  it('knows nothing of no values', () => {
    const sketch = new ValueSketch();
    expect([sketch.count, sketch.min, sketch.percentile(50)]).toEqual([0, undefined, undefined]);
  });

  it('gives the nearest rank within 0.8 %, or the half microsecond that a value is rounded to', () => {
    fc.assert(
      fc.property(values, percent, (numbers, asked) => {
        const sorted = [...numbers].sort((a, b) => a - b);
        const rank = Math.max(1, Math.ceil((asked * sorted.length) / 100));
        const truth = sorted[rank - 1] ?? 0;
        const found = sketchOf(numbers).percentile(asked) ?? Number.NaN;
        expect(Math.abs(found - truth)).toBeLessThanOrEqual(truth * 0.008 + 0.0005 + 1e-9);
      }),
    );
  });

  it('gives the smallest and the largest value exactly', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const sketch = sketchOf(numbers);
        expect(sketch.min).toBe(Math.min(...numbers));
        expect(sketch.percentile(100)).toBe(Math.max(...numbers));
      }),
    );
  });

  it('gives the same whatever the order, and whether sketched at once or merged', () => {
    fc.assert(
      fc.property(values, values, percent, (first, second, asked) => {
        const merged = sketchOf(first);
        merged.merge(sketchOf(second));
        const backwards = sketchOf([...first, ...second].reverse());
        expect(merged.percentile(asked)).toBe(backwards.percentile(asked));
        expect([merged.count, merged.min]).toEqual([backwards.count, backwards.min]);
      }),
    );
  });

  it('rises with the percentage', () => {
    fc.assert(
      fc.property(values, percent, percent, (numbers, a, b) => {
        const sketch = sketchOf(numbers);
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((asked) => sketch.percentile(asked));
        expect(low).toBeLessThanOrEqual(high ?? Number.NaN);
      }),
    );
  });

  it('has no more buckets than it promises, over the whole range of durations', () => {
    const sketch = new ValueSketch();
    for (let value = 0.0005; value < MAX_DURATION_MS * 4; value = value * 1.0005 + 0.0005) sketch.add(value);
    expect(sketch.size).toBeGreaterThan(2_000);
    expect(sketch.size).toBeLessThanOrEqual(2_760);
  });
});
