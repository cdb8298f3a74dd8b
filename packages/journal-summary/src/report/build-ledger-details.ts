import type { Detail } from '@opta/journal-format';
import { LEDGER_OUTCOMES, ledgerRows } from './ledger-rows.js';
import { formatCount } from './numbers.js';
import type { ReportContext } from './report-context.js';

/** What became of every event, where some were lost. */
export function buildLedgerDetails({ ledger }: ReportContext): Detail[] {
  if (ledger === undefined || !(ledger.refused > 0 || ledger.dropped > 0)) return [];
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
  const rows = LEDGER_OUTCOMES.flatMap((outcome) =>
    ledgerRows(ledger, outcome).map(({ name, count }) => [name, outcome, formatCount(count)]),
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
