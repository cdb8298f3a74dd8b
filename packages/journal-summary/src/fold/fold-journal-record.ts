import { MAX_NAME_LENGTH, MAX_NOTE_LENGTH } from '../constants.js';
import { cleanText } from './clean-text.js';
import { readField, readNumber, readText } from './read-field.js';
import { happenedAgain, type SummaryState } from './summary-state.js';

/** The journal's own records that tell something: what people noted, and what was lost. */
export function foldJournalRecord(state: SummaryState, type: string, data: unknown, time: number): void {
  if (type === 'journal_note') foldNote(state, data);
  if (type === 'journal_gap') foldGap(state, data, time);
}

function foldNote(state: SummaryState, data: unknown): void {
  const text = readText(data, 'text', MAX_NOTE_LENGTH);
  if (text === undefined) return;
  state.noteCount += 1;
  if (readField(data, 'kind') === 'next_step') {
    state.nextSteps.add({ text, done: readField(data, 'done') === true });
  } else {
    noteList(state, readField(data, 'kind')).add(text);
  }
}

/** A note of an unknown kind is a note. */
function noteList(state: SummaryState, kind: unknown): SummaryState['notes'] {
  switch (kind) {
    case 'decision':
      return state.decisions;
    case 'issue':
      return state.issues;
    case 'file_created':
      return state.filesCreated;
    case 'file_modified':
      return state.filesModified;
    case 'file_deleted':
      return state.filesDeleted;
    default:
      return state.notes;
  }
}

function foldGap(state: SummaryState, data: unknown, time: number): void {
  const byType = readField(data, 'dropped_by_type');
  const counts = typeof byType === 'object' && byType !== null ? Object.keys(byType) : [];
  let named = 0;
  for (const type of counts) {
    const count = readNumber(byType, type, Number.MAX_SAFE_INTEGER);
    if (count === undefined || count === 0) continue;
    state.lostTypes.add(cleanText(type, MAX_NAME_LENGTH), count);
    named += count;
  }
  const total = readNumber(data, 'dropped', Number.MAX_SAFE_INTEGER) ?? named;
  if (total > 0) state.lost = happenedAgain(state.lost, time, total);
}
