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

/** What the library names, and the command that it is here. */
const COMMANDS = [
  ['`repair`', '`opta-journal doctor --fix`'],
  ['`recover` with `includeLegacy`', '`opta-journal recover --include-legacy`'],
  ['`recover` with `includeForeign`', '`opta-journal recover --include-foreign`'],
] as const;

export function describeFinding(store: JournalStore, finding: Finding): DescribedFinding {
  return {
    finding,
    places: locateFinding(store, finding),
    why: WHY_IT_MATTERS[finding.code],
    fix: COMMANDS.reduce((fix, [named, command]) => fix.replaceAll(named, command), finding.fix),
  };
}

/** As docs/cli.md describes it. */
export function findingToJson({ finding, places, why, fix }: DescribedFinding): object {
  const { code, severity, files, facts, message } = finding;
  return { code, severity, files, places, message, why, fix, facts };
}
