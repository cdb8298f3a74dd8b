import { type LatencySketch, mergeLatencies } from '@opta/journal-summary';
import { mergeFailures } from '../facts/merge-failures.js';
import type { ModelFacts, RuntimeFacts } from '../facts/runtime-facts.js';
import type { FailureStatistics, GroupStatistics, ModelStatistics, Statistics } from '../statistics.js';
import { addGroup, emptyGroup, groupOf } from './group-sum.js';
import { isCrash, isRunning, type RuntimeOutcome } from './runtime-outcome.js';

/** A runtime that is counted. */
export interface CountedRuntime {
  /** `YYYY-MM-DD` */
  date: string;
  facts: RuntimeFacts;
  outcome: RuntimeOutcome;
}

/** Sums over runtimes, which are added in any order. */
export class StatisticsSum {
  readonly #total = emptyGroup();
  readonly #statuses = new Map<string, number>();
  readonly #days = new Map<string, GroupStatistics>();
  readonly #devices = new Map<string, GroupStatistics>();
  readonly #models = new Map<string, ModelStatistics>();
  readonly #latencies = new Map<string, LatencySketch[]>();
  readonly #failures = new Map<string, FailureStatistics>();
  #running = 0;

  add({ date, facts, outcome }: CountedRuntime): void {
    const part = groupPart(facts, outcome);
    for (const group of [this.#total, groupOf(this.#days, date), groupOf(this.#devices, facts.device)]) {
      addGroup(group, part);
    }
    this.#statuses.set(outcome.status, (this.#statuses.get(outcome.status) ?? 0) + 1);
    if (isRunning(outcome)) this.#running += 1;
    for (const model of facts.models) {
      addModel(this.#models, model, heldMs(model, facts, outcome));
      this.#addLatency(model);
    }
    for (const { subject: _, ...failure } of facts.failures) {
      this.#failures.set(failure.type, mergeFailures(this.#failures.get(failure.type), failure));
    }
  }

  toStatistics(notes: string[]): Statistics {
    const byStatus = Object.fromEntries([...this.#statuses].sort(byName));
    return {
      total: { ...this.#total, running: this.#running, byStatus },
      models: [...this.#models.values()].map((model) => this.#withLatency(model)).sort(byLoadedTime),
      failures: [...this.#failures.values()].sort(byCount),
      days: [...this.#days].sort(byName).map(([date, group]) => ({ date, ...group })),
      devices: [...this.#devices].sort(byName).map(([device, group]) => ({ device, ...group })),
      notes,
    };
  }

  #addLatency({ model, latency }: ModelFacts): void {
    if (latency === undefined) return;
    const known = this.#latencies.get(model);
    if (known === undefined) this.#latencies.set(model, [latency]);
    else known.push(latency);
  }

  #withLatency(model: ModelStatistics): ModelStatistics {
    const latencyMs = mergeLatencies(this.#latencies.get(model.model) ?? []);
    return latencyMs === undefined ? model : { ...model, latencyMs };
  }
}

function groupPart({ models, failures, events }: RuntimeFacts, outcome: RuntimeOutcome): GroupStatistics {
  const prompt = sum(models.map(({ promptTokens }) => promptTokens));
  const completion = sum(models.map(({ completionTokens }) => completionTokens));
  return {
    runtimes: 1,
    uptimeMs: outcome.uptimeMs,
    crashes: isCrash(outcome) ? 1 : 0,
    events,
    requests: sum(models.map(requestsTo)),
    failures: sum(failures.map(({ count }) => count)),
    tokens: { prompt, completion, total: prompt + completion },
  };
}

function requestsTo({ completedRequests, failedRequests }: ModelFacts): number {
  return completedRequests + failedRequests;
}

function heldMs(
  { model, loadedMs }: ModelFacts,
  facts: RuntimeFacts,
  { heldSinceMs }: RuntimeOutcome,
): number {
  return loadedMs + (facts.modelsInMemory.includes(model) ? heldSinceMs : 0);
}

function addModel(models: Map<string, ModelStatistics>, facts: ModelFacts, loadedMs: number): void {
  const sums = models.get(facts.model) ?? emptyModelStatistics(facts.model);
  sums.loads += facts.loads;
  sums.unloads += facts.unloads;
  sums.loadFailures += facts.loadFailures;
  sums.loadedMs += loadedMs;
  sums.requests += requestsTo(facts);
  sums.failedRequests += facts.failedRequests;
  sums.tokens.prompt += facts.promptTokens;
  sums.tokens.completion += facts.completionTokens;
  sums.tokens.total += facts.promptTokens + facts.completionTokens;
  models.set(facts.model, sums);
}

function emptyModelStatistics(model: string): ModelStatistics {
  return {
    ...{ model, loads: 0, unloads: 0, loadFailures: 0, loadedMs: 0, requests: 0, failedRequests: 0 },
    tokens: { prompt: 0, completion: 0, total: 0 },
  };
}

function byLoadedTime(a: ModelStatistics, b: ModelStatistics): number {
  return b.loadedMs - a.loadedMs || b.requests - a.requests || compare(a.model, b.model);
}

function byCount(a: FailureStatistics, b: FailureStatistics): number {
  return b.count - a.count || compare(a.type, b.type);
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
