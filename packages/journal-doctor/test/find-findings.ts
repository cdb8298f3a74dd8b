import { diagnose } from '../src/diagnose/diagnose.js';
import type { Finding, FindingCode } from '../src/finding.js';
import type { TestJournal } from './new-journal.js';

/** What a diagnosis finds of these kinds. */
export async function findFindings(journal: TestJournal, ...codes: FindingCode[]): Promise<Finding[]> {
  const findings = await diagnose(journal.options);
  return findings.filter(({ code }) => codes.includes(code));
}

/** What was found, without what the allocator says of a folder that it has not numbered itself. */
export async function findCodes(journal: TestJournal): Promise<FindingCode[]> {
  const findings = await diagnose(journal.options);
  return findings.map(({ code }) => code).filter((code) => code !== 'last-numbers-behind');
}
