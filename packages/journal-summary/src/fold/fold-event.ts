import { type EventSeverity, eventSeverity } from '@opta/journal-format';
import { MAX_MESSAGE_LENGTH, MAX_NAME_LENGTH, MAX_TIME_MS } from '../constants.js';
import type { SummaryEvent } from '../types.js';
import { cleanText } from './clean-text.js';
import { foldJournalRecord } from './fold-journal-record.js';
import { MODEL_FOLDS } from './fold-model-events.js';
import { REQUEST_FOLDS } from './fold-request-events.js';
import { SERVER_FOLDS } from './fold-server-events.js';
import { readText, toCount } from './read-field.js';
import type { SummaryState } from './summary-state.js';
import { TextMemory } from './text-memory.js';

/** What an event of one type means. `time` is the event's, in epoch milliseconds. */
export type EventFold = (state: SummaryState, data: unknown, time: number) => void;

const FOLDS: ReadonlyMap<string, EventFold> = new Map([...MODEL_FOLDS, ...REQUEST_FOLDS, ...SERVER_FOLDS]);

const JOURNAL_PREFIX = 'journal_';
const NO_TYPE = '(no type)';

/** What a type says of all its events. */
interface EventKind {
  /** As it is counted. */
  name: string;
  severity: EventSeverity;
  fold: EventFold | undefined;
  /** Whether it is a record of the journal itself, which is no event. */
  isOwn: boolean;
}

const kinds = new TextMemory<EventKind>();

/**
 * Add an event to the state.
 *
 * A field of a wrong type or out of its range counts as absent. An event without a usable time happened
 * when the one before it did.
 */
export function foldEvent(state: SummaryState, event: SummaryEvent, startedAt: number): void {
  const { type, data, time: given } = event;
  const time = isInstant(given) ? Math.floor(given) + 0 : (state.last?.time ?? startedAt);
  const { name, severity, fold, isOwn } = kindOf(type);
  if (isOwn) {
    foldJournalRecord(state, name, data, time);
    return;
  }
  state.total += 1;
  state.types.add(name);
  state.severities[severity] += 1;
  rememberLast(state, event, name, time);
  if (fold !== undefined) fold(state, data, time);
  else if (severity === 'error' || severity === 'critical') foldUnknownFailure(state, name, data, time);
}

function kindOf(type: unknown): EventKind {
  if (typeof type !== 'string') return describeKind('');
  const known = kinds.get(type);
  if (known !== undefined) return known;
  const kind = describeKind(cleanText(type, MAX_NAME_LENGTH));
  kinds.set(type, kind);
  return kind;
}

function describeKind(type: string): EventKind {
  return {
    name: type === '' ? NO_TYPE : type,
    severity: eventSeverity(type),
    fold: FOLDS.get(type),
    isOwn: type.startsWith(JOURNAL_PREFIX),
  };
}

/** In place: there is one for every event. */
function rememberLast(state: SummaryState, event: SummaryEvent, type: string, time: number): void {
  const seq = toCount(event.seq);
  if (state.last === undefined) {
    state.last = { type, time, seq };
    return;
  }
  state.last.type = type;
  state.last.time = time;
  state.last.seq = seq;
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
