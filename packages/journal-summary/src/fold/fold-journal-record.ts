import { MAX_NAME_LENGTH, MAX_NOTE_LENGTH, MAX_TIME_MS } from '../constants.js';
import { cleanText } from './clean-text.js';
import { readCount, readField, readText } from './read-field.js';
import type { SummaryState } from './summary-state.js';

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
  const byType = readField(data, 'by_type');
  let named = 0;
  // Sorted: which types are beyond the bound must not depend on the order of keys.
  for (const type of typeof byType === 'object' && byType !== null ? Object.keys(byType).sort() : []) {
    const count = readCount(byType, type) ?? 0;
    if (count === 0) continue;
    state.lostTypes.add(cleanText(type, MAX_NAME_LENGTH), count);
    named += count;
  }
  // Types beyond a bound of the writer may be missing in the list, never in the sum.
  const count = Math.max(named, readCount(data, 'dropped') ?? 0);
  if (count === 0) return;
  const from = readInstant(data, 'from') ?? time;
  const to = readInstant(data, 'to') ?? time;
  state.lost = {
    count: (state.lost?.count ?? 0) + count,
    firstAt: Math.min(from, state.lost?.firstAt ?? from),
    lastAt: Math.max(to, state.lost?.lastAt ?? to),
  };
}

/** An ISO time as epoch milliseconds. */
function readInstant(data: unknown, name: string): number | undefined {
  const text = readText(data, name, MAX_NAME_LENGTH);
  // Other forms are read in the zone of the machine, which must not matter.
  if (text === undefined || !/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const instant = Date.parse(text);
  return instant >= 0 && instant <= MAX_TIME_MS ? instant : undefined;
}
