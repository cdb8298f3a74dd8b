import { MAX_DURATION_MS, MAX_MEMORY_GB, MAX_MESSAGE_LENGTH, MAX_NAME_LENGTH } from '../constants.js';
import type { EventFold } from './fold-event.js';
import type { MemorySpan, ModelRecord } from './model-record.js';
import { readCount, readNumber, readText } from './read-field.js';
import type { SummaryState } from './summary-state.js';

/** The life of models: readiness, loading, checks, unloading. */
export const MODEL_FOLDS: readonly (readonly [type: string, fold: EventFold])[] = [
  ['model_readiness_changed', foldReadiness],
  ['model_compatibility_recorded', foldCompatibility],
  ['model_loaded', foldLoaded],
  ['model_canary_started', foldCanaryStarted],
  ['model_canary_passed', foldCanaryPassed],
  ['model_canary_failed', foldCanaryFailed],
  ['model_unloaded', foldUnloaded],
  // `model_ttl_evicted` only repeats what `model_unloaded` said just before it.
  ['model_deleted', foldDeleted],
];

/** How reasons begin that concern the check after a load, and the state during which it runs. */
const CHECK_REASON = 'canary';
const CHECKING = 'canary_pending';

/** Failures that a passed check makes a thing of the past. */
const SETTLED_BY_CHECK = ['model_canary_failed', 'model_compatibility_recorded', 'quarantined'];

export function readModelId(data: unknown): string | undefined {
  return readText(data, 'model_id', MAX_NAME_LENGTH);
}

function modelOf(state: SummaryState, data: unknown): ModelRecord | undefined {
  const id = readModelId(data);
  return id === undefined ? undefined : state.models.get(id);
}

function foldReadiness(state: SummaryState, data: unknown, time: number): void {
  const model = modelOf(state, data);
  const last = readText(data, 'state', MAX_NAME_LENGTH);
  if (model === undefined || last === undefined) return;
  const before = readText(data, 'previous_state', MAX_NAME_LENGTH);
  const reason =
    readText(data, 'reason', MAX_MESSAGE_LENGTH) ?? readText(data, 'last_failure_reason', MAX_MESSAGE_LENGTH);
  const crashCount = readCount(data, 'crash_count');
  model.isQuarantineFresh = false;
  if (!model.collective) {
    if (last === 'loading') model.loading.begin(time);
    // The quarantine tells of this load already.
    if (last === 'quarantined') model.loading.end();
    model.readiness = {
      first: model.readiness?.first ?? before ?? 'unknown',
      last,
      ...(reason === undefined ? {} : { reason }),
      ...(crashCount === undefined ? {} : { crashCount }),
    };
    model.lastUnloadReason = undefined;
  }
  // A failed check has an event of its own, and its reason is whatever the model did wrong.
  if (last === 'quarantined' && before !== CHECKING && !reason?.startsWith(CHECK_REASON)) {
    state.failures.add({ type: 'quarantined', subject: readModelId(data), message: reason }, time);
    model.isQuarantineFresh = true;
  }
}

/**
 * LMX announces a load that failed by this event, alone or right after a quarantine that tells of the same
 * failure. A failed canary has an event of its own.
 */
function foldCompatibility(state: SummaryState, data: unknown, time: number): void {
  const model = modelOf(state, data);
  const outcome = readText(data, 'outcome', MAX_NAME_LENGTH);
  if (model === undefined || outcome === undefined || outcome === 'pass') return;
  const reason = readText(data, 'reason', MAX_MESSAGE_LENGTH);
  if (reason?.startsWith(CHECK_REASON)) return;
  if (model.isQuarantineFresh) {
    model.isQuarantineFresh = false;
    return;
  }
  model.loading.end();
  const message = reason === undefined ? outcome : `${outcome}: ${reason}`;
  state.failures.add({ type: 'model_compatibility_recorded', subject: readModelId(data), message }, time);
}

function foldLoaded(state: SummaryState, data: unknown, time: number): void {
  const model = modelOf(state, data);
  if (model === undefined) return;
  model.loads += 1;
  const seconds = readNumber(data, 'duration_sec', MAX_DURATION_MS / 1_000);
  if (seconds !== undefined) model.loadTime.add(seconds * 1_000);
  const memoryGb = readNumber(data, 'memory_gb', MAX_MEMORY_GB);
  model.peakMemoryGb = Math.max(model.peakMemoryGb, memoryGb ?? 0);
  if (model.collective) return;
  model.loading.end();
  model.memoryGb = memoryGb;
  model.lastUnloadReason = undefined;
  // Loaded again without having been unloaded: it was in memory all the time.
  if (model.inMemory) return;
  const span: MemorySpan = { model: model.id, from: time };
  model.loadedAt = time;
  model.span = span;
  state.spans.add(span);
}

function foldUnloaded(state: SummaryState, data: unknown, time: number): void {
  const model = modelOf(state, data);
  if (model === undefined) return;
  const reason = readText(data, 'reason', MAX_NAME_LENGTH) ?? 'no reason given';
  model.unloads += 1;
  model.unloadReasons.add(reason);
  model.peakMemoryGb = Math.max(model.peakMemoryGb, readNumber(data, 'memory_freed_gb', MAX_MEMORY_GB) ?? 0);
  if (model.collective) return;
  model.heldMs = model.heldUntil(time);
  if (model.span !== undefined) {
    model.span.to = Math.max(model.span.from, time);
    model.span.reason = reason;
  }
  model.span = undefined;
  model.loadedAt = undefined;
  model.memoryGb = undefined;
  model.lastUnloadReason = reason;
}

function foldCanaryStarted(state: SummaryState, data: unknown, time: number): void {
  const model = modelOf(state, data);
  if (model === undefined) return;
  model.canariesStarted += 1;
  if (!model.collective) model.checking.begin(time);
}

function foldCanaryPassed(state: SummaryState, data: unknown): void {
  const model = modelOf(state, data);
  if (model === undefined) return;
  model.canariesPassed += 1;
  model.checking.end();
  state.failures.settle(SETTLED_BY_CHECK, readModelId(data));
}

function foldCanaryFailed(state: SummaryState, data: unknown, time: number): void {
  const model = modelOf(state, data);
  if (model !== undefined) {
    model.canariesFailed += 1;
    model.checking.end();
  }
  const message = readText(data, 'error', MAX_MESSAGE_LENGTH);
  state.failures.add({ type: 'model_canary_failed', subject: readModelId(data), message }, time);
}

/** Not an event of LMX; servers that delete models from the disk name it so. */
function foldDeleted(state: SummaryState, data: unknown): void {
  const path = readText(data, 'local_path', MAX_NAME_LENGTH) ?? readModelId(data);
  if (path !== undefined) state.filesDeleted.add(path);
}
