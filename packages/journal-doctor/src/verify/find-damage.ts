import { quote } from '../errors.js';
import { createFinding, type Finding } from '../finding.js';
import type { EventLogScan } from './event-log-scan.js';

/** What of an event log is no record. */
export function findDamage({ fileName, damage, unfinished, records }: EventLogScan): Finding[] {
  const findings: Finding[] = [];
  const [first] = damage.places;
  if (first !== undefined) {
    findings.push(
      createFinding(
        'event-log-damaged',
        [fileName],
        { ...damage, records },
        `${quote(fileName)} has ${damage.count} damaged ${damage.count === 1 ? 'place' : 'places'} of ${damage.bytes} bytes; the first is in segment ${first.segment} at byte ${first.byteOffset}, line ${first.lineNumber}: ${first.reason}. ${records} records are intact.`,
      ),
    );
  }
  if (unfinished !== undefined) {
    const { byteOffset, length: bytes } = unfinished;
    findings.push(
      createFinding(
        'event-log-unfinished',
        [fileName],
        { byteOffset, bytes, records },
        `The last line of ${quote(fileName)} has no end: ${bytes} bytes at byte ${byteOffset}.`,
      ),
    );
  }
  return findings;
}
