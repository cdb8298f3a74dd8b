import type { Finding, Severity } from '@opta/journal-doctor';
import { EXIT, type ExitCode } from '../../constants.js';

/** From the worst on. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export type SeverityCounts = Record<Severity, number>;

export function countFindings(findings: readonly Finding[]): SeverityCounts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** `2 errors, 1 warning, no infos`. */
export function describeCounts(counts: SeverityCounts): string {
  return SEVERITIES.map((severity) => {
    const count = counts[severity];
    return `${count === 0 ? 'no' : count} ${severity}${count === 1 ? '' : 's'}`;
  }).join(', ');
}

/** Whether a severity is at least as bad as another one. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

/** What needs nothing to be done counts only where it was asked for. */
export function exitCodeOf(findings: readonly Finding[], level: Severity = 'warning'): ExitCode {
  return findings.some(({ severity }) => isAtLeast(severity, level)) ? EXIT.findings : EXIT.ok;
}
