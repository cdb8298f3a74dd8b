import { MAX_MESSAGE_LENGTH, MAX_NAME_LENGTH, MAX_PATH_LENGTH } from '../constants.js';
import type { EventFold } from './fold-event.js';
import { readModelId } from './fold-model-events.js';
import { happenedAgain } from './happening.js';
import { readDurationMs, readField, readNumber, readText } from './read-field.js';
import type { DownloadOutcome, SummaryState } from './summary-state.js';

/** What concerns the server as a whole: downloads, quantizing, memory, configuration. */
export const SERVER_FOLDS: readonly (readonly [type: string, fold: EventFold])[] = [
  ['download_completed', foldDownloadCompleted],
  ['download_failed', foldDownloadFailed],
  ['download_cancelled', (state, data, time) => addDownload(state, data, time, 'cancelled', undefined)],
  ['quantize_progress', foldQuantizeProgress],
  ['memory_warning', foldMemoryWarning],
  ['config_reloaded', foldConfigReloaded],
];

const MAX_PERCENT = 1e6;
const CONFIG_FIELDS = ['routing_aliases', 'memory_threshold', 'log_level'];

function foldDownloadCompleted(state: SummaryState, data: unknown, time: number): void {
  const path = readText(data, 'local_path', MAX_PATH_LENGTH);
  if (path !== undefined) state.filesCreated.add(path);
  addDownload(state, data, time, 'completed', path);
  state.failures.settle(['download_failed'], readText(data, 'repo_id', MAX_NAME_LENGTH));
}

function foldDownloadFailed(state: SummaryState, data: unknown, time: number): void {
  const message = readText(data, 'error', MAX_MESSAGE_LENGTH);
  addDownload(state, data, time, 'failed', message);
  const subject = readText(data, 'repo_id', MAX_NAME_LENGTH);
  state.failures.add({ type: 'download_failed', subject, message }, time);
}

function addDownload(
  state: SummaryState,
  data: unknown,
  time: number,
  outcome: DownloadOutcome,
  details: string | undefined,
): void {
  state.downloadCounts[outcome] += 1;
  const repository = readText(data, 'repo_id', MAX_NAME_LENGTH);
  state.downloads.add({ outcome, time, repository, durationMs: readDurationMs(data), details });
}

/** The status is a word, or `failed: ` with the message. */
function foldQuantizeProgress(state: SummaryState, data: unknown, time: number): void {
  const status = readText(data, 'status', MAX_MESSAGE_LENGTH);
  if (status === 'completed' || status === 'cancelled') state.quantizations[status] += 1;
  if (status === 'completed') state.failures.settle(['quantize_progress'], readModelId(data));
  if (!status?.startsWith('failed')) return;
  state.quantizations.failed += 1;
  const message = status.replace(/^failed:? */, '');
  state.failures.add(
    { type: 'quantize_progress', subject: readModelId(data), message: message === '' ? 'failed' : message },
    time,
  );
}

function foldMemoryWarning(state: SummaryState, data: unknown, time: number): void {
  const warnings = happenedAgain(state.memoryWarnings, time);
  const percent = readNumber(data, 'usage_percent', MAX_PERCENT);
  const threshold = readNumber(data, 'threshold_percent', MAX_PERCENT);
  if (percent !== undefined) warnings.highestPercent = Math.max(warnings.highestPercent ?? 0, percent);
  if (threshold !== undefined) warnings.thresholdPercent = threshold;
  state.memoryWarnings = warnings;
}

function foldConfigReloaded(state: SummaryState, data: unknown, time: number): void {
  const values = CONFIG_FIELDS.flatMap((name) => {
    const value = readText(data, name, MAX_NAME_LENGTH) ?? readField(data, name);
    const told = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
    return told ? [`${name} ${value}`] : [];
  });
  state.configReloads = { ...happenedAgain(state.configReloads, time), last: values.join(', ') };
}
