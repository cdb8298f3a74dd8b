import type { Finding } from '@opta/journal-doctor';
import type { JournalStore } from '@opta/journal-store';
import { locateFinding, type Place } from './locate-finding.js';
import { WHY_IT_MATTERS } from './why-it-matters.js';

/** A finding with all that a person wants to know of it. */
export interface DescribedFinding {
  finding: Finding;
  places: Place[];
  why: string;
  fix: string;
}

export function describeFinding(store: JournalStore, finding: Finding): DescribedFinding {
  return {
    finding,
    places: locateFinding(store, finding),
    why: WHY_IT_MATTERS[finding.code],
    // The library names its function, which here is a command.
    fix: finding.fix.replaceAll('`repair`', '`opta-journal doctor --fix`'),
  };
}

/** As docs/cli.md describes it. */
export function findingToJson({ finding, places, why, fix }: DescribedFinding): object {
  const { code, severity, files, facts, message } = finding;
  return { code, severity, files, places, message, why, fix, facts };
}
