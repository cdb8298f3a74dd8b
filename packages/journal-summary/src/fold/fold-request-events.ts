import { MAX_DURATION_MS, MAX_MESSAGE_LENGTH, MAX_TOKENS } from '../constants.js';
import type { EventFold } from './fold-event.js';
import { readModelId } from './fold-model-events.js';
import { readCount, readDurationMs, readField, readNumber, readText } from './read-field.js';
import type { SummaryState } from './summary-state.js';

/** Requests to models. */
export const REQUEST_FOLDS: readonly (readonly [type: string, fold: EventFold])[] = [
  ['request_completed', foldCompleted],
  ['request_failed', foldFailed],
];

function foldCompleted(state: SummaryState, data: unknown): void {
  const model = state.models.get(readModelId(data));
  model.requests += 1;
  model.promptTokens += readCount(data, 'prompt_tokens', MAX_TOKENS) ?? 0;
  model.completionTokens += readCount(data, 'completion_tokens', MAX_TOKENS) ?? 0;
  const durationMs = readDurationMs(data);
  if (durationMs !== undefined) model.latency.add(durationMs);
  const firstTokenMs = readNumber(data, 'time_to_first_token_ms', MAX_DURATION_MS);
  if (firstTokenMs !== undefined) model.firstToken.add(firstTokenMs);
}

function foldFailed(state: SummaryState, data: unknown, time: number): void {
  const subject = readModelId(data);
  state.models.get(subject).failedRequests += 1;
  const error = readText(data, 'error', MAX_MESSAGE_LENGTH);
  const status = readField(data, 'status');
  const answer = Number.isSafeInteger(status) ? `status ${status}` : undefined;
  const message = error === undefined || answer === undefined ? (error ?? answer) : `${error} (${answer})`;
  state.failures.add({ type: 'request_failed', subject, message }, time);
}
