import { quote } from '../errors.js';
import { createFinding, type Finding } from '../finding.js';
import type { EventLogScan } from './event-log-scan.js';

/** Where the sequence of an event log skips or repeats. */
export function findBrokenSequence({ fileName, sequence }: EventLogScan): Finding[] {
  const [first] = sequence.places;
  if (first === undefined) return [];
  const { expected, found, segment, lineNumber } = first;
  return [
    createFinding(
      'sequence-broken',
      [fileName],
      sequence,
      `The sequence of ${quote(fileName)} breaks ${sequence.count === 1 ? 'once' : `${sequence.count} times`}, first in segment ${segment}, line ${lineNumber}: ${found} stands where ${expected} should.`,
    ),
  ];
}
