import { eventSeverity } from '@opta/journal-format';
import { MAX_MESSAGE_LENGTH, MAX_NAME_LENGTH, MAX_TIME_MS } from '../constants.js';
import type { SummaryEvent } from '../types.js';
import { cleanText } from './clean-text.js';
import { foldJournalRecord } from './fold-journal-record.js';
import { MODEL_FOLDS } from './fold-model-events.js';
import { REQUEST_FOLDS } from './fold-request-events.js';
import { SERVER_FOLDS } from './fold-server-events.js';
import { readCount, readText } from './read-field.js';
import type { SummaryState } from './summary-state.js';

/** What an event of one type means. `time` is the event's, in epoch milliseconds. */
export type EventFold = (state: SummaryState, data: unknown, time: number) => void;

const FOLDS: ReadonlyMap<string, EventFold> = new Map([...MODEL_FOLDS, ...REQUEST_FOLDS, ...SERVER_FOLDS]);

const JOURNAL_PREFIX = 'journal_';
const NO_TYPE = '(no type)';

/**
 * Add an event to the state.
 *
 * A field of a wrong type or out of its range counts as absent. An event without a usable time happened
 * when the one before it did.
 */
export function foldEvent(state: SummaryState, event: SummaryEvent, startedAt: number): void {
  const time = isInstant(event.time) ? Math.floor(event.time) + 0 : (state.last?.time ?? startedAt);
  const type = typeof event.type === 'string' ? cleanText(event.type, MAX_NAME_LENGTH) : '';
  if (type.startsWith(JOURNAL_PREFIX)) {
    foldJournalRecord(state, type, event.data, time);
    return;
  }
  state.total += 1;
  state.types.add(type === '' ? NO_TYPE : type);
  const severity = eventSeverity(type);
  state.severities[severity] += 1;
  state.last = { type: type === '' ? NO_TYPE : type, time, seq: readCount(event, 'seq') };
  const fold = FOLDS.get(type);
  if (fold !== undefined) fold(state, event.data, time);
  else if (severity === 'error' || severity === 'critical') foldUnknownFailure(state, type, event.data, time);
}

function isInstant(time: unknown): time is number {
  return typeof time === 'number' && time >= 0 && time <= MAX_TIME_MS;
}

function foldUnknownFailure(state: SummaryState, type: string, data: unknown, time: number): void {
  const subject = readText(data, 'model_id', MAX_NAME_LENGTH) ?? readText(data, 'repo_id', MAX_NAME_LENGTH);
  const message =
    readText(data, 'error', MAX_MESSAGE_LENGTH) ??
    readText(data, 'message', MAX_MESSAGE_LENGTH) ??
    readText(data, 'reason', MAX_MESSAGE_LENGTH);
  state.failures.add({ type, subject, message }, time);
}
