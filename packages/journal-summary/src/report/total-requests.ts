import type { SummaryState } from '../fold/summary-state.js';
import { ValueSketch } from '../fold/value-sketch.js';

export interface RequestTotals {
  completed: number;
  failed: number;
  promptTokens: number;
  completionTokens: number;
  latency: ValueSketch;
  firstToken: ValueSketch;
}

/** The requests to all models together. */
export function totalRequests(state: SummaryState): RequestTotals {
  const totals: RequestTotals = {
    completed: 0,
    failed: 0,
    promptTokens: 0,
    completionTokens: 0,
    latency: new ValueSketch(),
    firstToken: new ValueSketch(),
  };
  for (const model of state.models.all()) {
    totals.completed += model.requests;
    totals.failed += model.failedRequests;
    totals.promptTokens += model.promptTokens;
    totals.completionTokens += model.completionTokens;
    totals.latency.merge(model.latency);
    totals.firstToken.merge(model.firstToken);
  }
  return totals;
}
