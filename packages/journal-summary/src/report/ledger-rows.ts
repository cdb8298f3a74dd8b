import { MAX_EVENT_TYPES, MAX_NAME_LENGTH } from '../constants.js';
import { BoundedCounter, type Count } from '../fold/bounded-counter.js';
import { cleanText } from '../fold/clean-text.js';
import type { Ledger } from '../types.js';
import { OTHER_TYPES } from './other-rows.js';

/** What may become of an event that is not in the event log. */
export const LEDGER_OUTCOMES = ['skipped', 'refused', 'dropped'] as const;

/** The event types with one outcome, most frequent first. */
export function ledgerRows(ledger: Ledger, outcome: (typeof LEDGER_OUTCOMES)[number]): Count[] {
  const counter = new BoundedCounter(MAX_EVENT_TYPES);
  // The most frequent first, so that they are the ones told apart, in whatever order the keys stand.
  const counts = Object.entries(ledger[`${outcome}ByType`] ?? {}).sort(
    ([typeA, a], [typeB, b]) => b - a || (typeA < typeB ? -1 : 1),
  );
  for (const [type, count] of counts) {
    if (count > 0) counter.add(cleanText(type, MAX_NAME_LENGTH), count);
  }
  return counter.rows(OTHER_TYPES);
}
