import { MAX_DURATION_MS, MAX_MEMORY_GB, MAX_MESSAGE_LENGTH, MAX_NAME_LENGTH } from '../constants.js';
import type { EventFold } from './fold-event.js';
import type { MemorySpan, ModelRecord } from './model-record.js';
import { readNumber, readText } from './read-field.js';
import type { SummaryState } from './summary-state.js';

/** The life of models: readiness, loading, checks, unloading. */
export const MODEL_FOLDS: readonly (readonly [type: string, fold: EventFold])[] = [
  ['model_readiness_changed', foldReadiness],
  ['model_compatibility_recorded', foldCompatibility],
  ['model_loaded', foldLoaded],
  ['model_canary_started', (state, data) => void modelOf(state, data)],
  ['model_canary_passed', foldCanaryPassed],
  ['model_canary_failed', foldCanaryFailed],
  ['model_unloaded', foldUnloaded],
  ['model_ttl_evicted', (state, data) => void modelOf(state, data)],
  ['model_deleted', foldDeleted],
];

/** How reasons begin that concern the check after a load. */
const CHECK_REASON = 'canary';

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
  const reason = readText(data, 'reason', MAX_MESSAGE_LENGTH);
  const crashCount = readNumber(data, 'crash_count', Number.MAX_SAFE_INTEGER);
  if (!model.collective) {
    if (last === 'loading') model.loadsBegun += 1;
    // The quarantine tells of this load already.
    if (last === 'quarantined' && model.readiness?.last === 'loading') model.loadsBegun -= 1;
    model.readiness = {
      first: model.readiness?.first ?? readText(data, 'previous_state', MAX_NAME_LENGTH) ?? 'unknown',
      last,
      changedAt: time,
      ...(reason === undefined ? {} : { reason }),
      ...(crashCount === undefined ? {} : { crashCount }),
    };
    model.lastUnloadReason = undefined;
  }
  // A failed check has an event of its own.
  if (last === 'quarantined' && !reason?.startsWith(CHECK_REASON)) {
    state.failures.add({ type: 'quarantined', subject: readModelId(data), message: reason }, time);
  }
}

/** LMX announces a load that failed by this event alone; a failed canary has an event of its own. */
function foldCompatibility(state: SummaryState, data: unknown, time: number): void {
  const model = modelOf(state, data);
  const outcome = readText(data, 'outcome', MAX_NAME_LENGTH);
  if (model === undefined || outcome === undefined || outcome === 'pass') return;
  const reason = readText(data, 'reason', MAX_MESSAGE_LENGTH);
  if (reason?.startsWith(CHECK_REASON)) return;
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

function foldCanaryPassed(state: SummaryState, data: unknown): void {
  const model = modelOf(state, data);
  if (model !== undefined) model.canariesPassed += 1;
}

function foldCanaryFailed(state: SummaryState, data: unknown, time: number): void {
  const model = modelOf(state, data);
  if (model !== undefined) model.canariesFailed += 1;
  const message = readText(data, 'error', MAX_MESSAGE_LENGTH);
  state.failures.add({ type: 'model_canary_failed', subject: readModelId(data), message }, time);
}

/** Not an event of LMX; servers that delete models from the disk name it so. */
function foldDeleted(state: SummaryState, data: unknown): void {
  const path = readText(data, 'local_path', MAX_NAME_LENGTH) ?? readModelId(data);
  if (path !== undefined) state.filesDeleted.add(path);
}
