import { performance } from 'node:perf_hooks';

/** Seconds since a time of the monotonic clock. */
export function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}
