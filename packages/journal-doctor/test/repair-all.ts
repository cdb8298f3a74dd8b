import { diagnose, repair } from '@opta/journal-doctor';
import { expect } from 'vitest';
import type { TestJournal } from './new-journal.js';

/** What is wrong apart from what nothing can mend. */
export async function findErrors({ options }: TestJournal): Promise<string[]> {
  const findings = await diagnose(options);
  return findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
}

/** Repairs whatever a diagnosis finds; no step may fail. */
export async function repairAll(journal: TestJournal, rewriteCitations = false) {
  const report = await repair(await diagnose(journal.options), { ...journal.options, rewriteCitations });
  expect(report.failed).toEqual([]);
  return report;
}
