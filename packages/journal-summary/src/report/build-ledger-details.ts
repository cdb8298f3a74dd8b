import type { Detail } from '@opta/journal-format';
import { MAX_EVENT_TYPES, MAX_NAME_LENGTH } from '../constants.js';
import { BoundedCounter } from '../fold/bounded-counter.js';
import { cleanText } from '../fold/clean-text.js';
import type { Ledger } from '../types.js';
import { formatCount } from './numbers.js';
import { OTHER_TYPES } from './other-rows.js';
import type { ReportContext } from './report-context.js';

const OUTCOMES = ['skipped', 'refused', 'dropped'] as const;

/** What became of every event, where not all of them were written. */
export function buildLedgerDetails({ ledger }: ReportContext): Detail[] {
  if (ledger === undefined || !OUTCOMES.some((outcome) => ledger[outcome] > 0)) return [];
  const totals: Detail = {
    title: 'Ledger',
    table: {
      columns: [{ name: 'Events' }, { name: 'Count', align: 'right' }],
      rows: [
        ['emitted by the program', formatCount(ledger.emitted)],
        ['written to the event log', formatCount(ledger.written)],
        ['skipped, left out by the configuration', formatCount(ledger.skipped)],
        ['refused, not to be stored in any form', formatCount(ledger.refused)],
        ['dropped, not taken by the disk', formatCount(ledger.dropped)],
      ],
    },
  };
  const rows = OUTCOMES.flatMap((outcome) =>
    typeRows(ledger, outcome).map(({ name, count }) => [name, outcome, formatCount(count)]),
  );
  if (rows.length === 0) return [totals];
  const byType: Detail = {
    title: 'Ledger by Event Type',
    table: {
      columns: [{ name: 'Event Type' }, { name: 'What became of them' }, { name: 'Count', align: 'right' }],
      rows,
    },
  };
  return [totals, byType];
}

function typeRows(ledger: Ledger, outcome: (typeof OUTCOMES)[number]): { name: string; count: number }[] {
  const counter = new BoundedCounter(MAX_EVENT_TYPES);
  for (const [type, count] of Object.entries(ledger[`${outcome}ByType`] ?? {})) {
    if (count > 0) counter.add(cleanText(type, MAX_NAME_LENGTH), count);
  }
  return counter.rows(OTHER_TYPES);
}
