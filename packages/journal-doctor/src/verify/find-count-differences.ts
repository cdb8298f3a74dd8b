import type { SessionLog } from '@opta/journal-format';
import { MAX_NAMED_PLACES } from '../constants.js';
import { quote } from '../errors.js';
import { createFinding, type Finding, type FindingFacts } from '../finding.js';
import type { EventLogScan } from './event-log-scan.js';

type Rows = FindingFacts['counts-differ']['rows'];

/** The row in which a summary counts the types beyond its bound. */
const OTHER_TYPES = '(other types)';

/** Event counts of a session log that are not those of its event log. */
export function findCountDifferences(sessionLog: string, log: SessionLog, scan: EventLogScan): Finding[] {
  const rows = differences(log.eventCounts ?? [], scan);
  const [first] = rows;
  if (first === undefined) return [];
  const { type } = first;
  return [
    createFinding(
      'counts-differ',
      [sessionLog, scan.fileName],
      { sessionLog, eventLog: scan.fileName, rows: rows.slice(0, MAX_NAMED_PLACES) },
      `${quote(sessionLog)} counts ${first.sessionLog} of ${quote(type)}, its event log has ${first.eventLog}${rows.length > 1 ? ` (and ${rows.length - 1} more rows)` : ''}.`,
    ),
  ];
}

function differences(written: readonly { type: string; count: number }[], scan: EventLogScan): Rows {
  const rows: Rows = [];
  const total = written.reduce((sum, { count }) => sum + count, 0);
  if (total !== scan.events) rows.push({ type: 'total', sessionLog: total, eventLog: scan.events });
  // Which types a summary has put together is not known from outside.
  if (scan.counts.has(undefined) || written.some(({ type }) => type === OTHER_TYPES)) return rows;
  const left = new Map(scan.counts);
  for (const { type, count } of written) {
    const counted = left.get(type) ?? 0;
    left.delete(type);
    if (counted !== count) rows.push({ type, sessionLog: count, eventLog: counted });
  }
  for (const [type, counted] of left) {
    if (type !== undefined) rows.push({ type, sessionLog: 0, eventLog: counted });
  }
  return rows;
}
