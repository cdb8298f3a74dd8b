import type { SummaryState } from '../fold/summary-state.js';
import type { LatencySketch } from '../types.js';

/** The latencies of every model that was asked. */
export function listLatencies(state: SummaryState): { model: string; latency: LatencySketch }[] {
  return state.models.all().flatMap(({ id, latency }) => {
    const data = latency.toData();
    return data === undefined ? [] : [{ model: id, latency: data }];
  });
}
