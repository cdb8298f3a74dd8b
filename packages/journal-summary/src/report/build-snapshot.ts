import type { ModelRecord } from '../fold/model-record.js';
import type { SummaryState } from '../fold/summary-state.js';
import type { ValueSketch } from '../fold/value-sketch.js';
import type { FailureSnapshot, ModelSnapshot, Percentiles, SummarySnapshot } from '../types.js';
import { OTHER_TYPES } from './other-rows.js';
import type { SessionFacts } from './report-context.js';
import { totalRequests } from './total-requests.js';

/** The figures so far as plain data. */
export function buildSnapshot(state: SummaryState, session: SessionFacts): SummarySnapshot {
  const models = state.models.all();
  const requests = totalRequests(state);
  return {
    session: session.session,
    startedAt: session.startedAt,
    total: state.total,
    eventCounts: state.types.rows(OTHER_TYPES).map(({ name, count }) => ({ type: name, count })),
    severities: { ...state.severities },
    ...(state.last === undefined ? {} : { lastEvent: lastEventOf(state.last) }),
    modelsInMemory: models.filter((model) => model.inMemory).map((model) => model.id),
    models: models.map(modelSnapshot),
    requests: {
      completed: requests.completed,
      failed: requests.failed,
      promptTokens: requests.promptTokens,
      completionTokens: requests.completionTokens,
      ...percentilesAs('latencyMs', requests.latency),
      ...percentilesAs('timeToFirstTokenMs', requests.firstToken),
    },
    failures: state.failures.all().map(failureSnapshot),
    downloads: { ...state.downloadCounts },
    memoryWarnings: state.memoryWarnings?.count ?? 0,
    notes: state.noteCount,
  };
}

function lastEventOf({ type, time, seq }: NonNullable<SummaryState['last']>): {
  type: string;
  time: number;
  seq?: number;
} {
  return seq === undefined ? { type, time } : { type, time, seq };
}

function modelSnapshot(model: ModelRecord): ModelSnapshot {
  return {
    model: model.id,
    inMemory: model.inMemory,
    ...(model.memoryGb === undefined ? {} : { memoryGb: model.memoryGb }),
    ...(model.readiness === undefined ? {} : { readiness: model.readiness.last }),
    loads: model.loads,
    unloads: model.unloads,
    requests: model.requests,
    failedRequests: model.failedRequests,
    promptTokens: model.promptTokens,
    completionTokens: model.completionTokens,
    ...percentilesAs('latencyMs', model.latency),
  };
}

function failureSnapshot({
  type,
  subject,
  message,
  count,
  firstAt,
  lastAt,
}: FailureSnapshotSource): FailureSnapshot {
  return {
    type,
    ...(subject === undefined ? {} : { subject }),
    ...(message === undefined ? {} : { message }),
    count,
    firstAt,
    lastAt,
  };
}

type FailureSnapshotSource = ReturnType<SummaryState['failures']['all']>[number];

function percentilesAs<Name extends string>(
  name: Name,
  sketch: ValueSketch,
): { [Key in Name]?: Percentiles } {
  const [p50, p95, p99] = [50, 95, 99].map((percent) => sketch.percentile(percent));
  if (p50 === undefined || p95 === undefined || p99 === undefined) return {};
  return { [name]: { p50, p95, p99 } } as { [Key in Name]?: Percentiles };
}
