import { ValueSketch } from './fold/value-sketch.js';
import type { LatencySketch, Percentiles } from './types.js';

/**
 * Percentiles over the latencies of any number of sessions, as if all had been one.
 *
 * @param sketches as `Summary.latencies` gives them, in any order
 * @returns undefined where there is no value; `count` is how many there are
 *
 * @example
 * ```ts
 * const [all] = summary.latencies();
 * if (all !== undefined) console.log(mergeLatencies([all.latency])?.p95);
 * ```
 */
export function mergeLatencies(
  sketches: readonly LatencySketch[],
): (Percentiles & { count: number }) | undefined {
  const merged = new ValueSketch();
  for (const sketch of sketches) merged.merge(ValueSketch.from(sketch));
  const [p50, p95, p99] = [50, 95, 99].map((percent) => merged.percentile(percent));
  if (p50 === undefined || p95 === undefined || p99 === undefined) return undefined;
  return { count: merged.count, p50, p95, p99 };
}
