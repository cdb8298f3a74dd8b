import type { SeriesProblem } from '@opta/journal-ids';
import { LAST_NUMBERS_FILE } from '../constants.js';
import { createFinding, type Finding } from '../finding.js';
import type { NumberFacts } from './number-facts.js';

/** What the allocator itself sees: claims that cannot be read, and the state of last-numbers.txt. */
export function findNumberProblems({ states }: NumberFacts): Finding[] {
  const findings = states.flatMap(({ series, problems }) =>
    problems.flatMap((problem) => toFinding(series, problem) ?? []),
  );
  // Problems of the whole folder stand with every series.
  return findings.filter(
    ({ code, message }, index) =>
      findings.findIndex((other) => other.code === code && other.message === message) === index,
  );
}

function toFinding(series: string, { code, message }: SeriesProblem): Finding | undefined {
  switch (code) {
    case 'claim-ahead':
      return createFinding('claim-ahead', [], { series }, message);
    case 'claim-damaged':
      return createFinding('claim-damaged', [], { series }, message);
    case 'last-numbers-behind':
      return createFinding('last-numbers-behind', [LAST_NUMBERS_FILE], { series }, message);
    case 'last-numbers-conflict':
      return createFinding('last-numbers-conflict', [LAST_NUMBERS_FILE], {}, message);
    case 'last-numbers-garbage':
    case 'last-numbers-unreadable':
      return createFinding('last-numbers-damaged', [LAST_NUMBERS_FILE], {}, message);
    case 'conflict-copies':
    case 'no-hard-links':
      // Copies have findings of their own; a file system without links is no fault of the logs.
      return undefined;
  }
}
