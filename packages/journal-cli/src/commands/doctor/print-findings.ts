import { relative, sep } from 'node:path';
import type { Severity } from '@opta/journal-doctor';
import type { Style, Terminal } from '../../terminal/terminal.js';
import { visibleText } from '../../terminal/visible-text.js';
import type { DescribedFinding } from './described-finding.js';
import type { Place } from './locate-finding.js';

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'dim' };

/** Files of one finding that are named; the others are counted. */
const MAX_NAMED_FILES = 5;

/** Prints findings for a person: what, where, why it matters, and what to do. */
export async function printFindings(
  terminal: Terminal,
  findings: readonly DescribedFinding[],
  cwd: string,
): Promise<void> {
  for (const { finding, places, why, fix } of findings) {
    const severity = terminal.style(STYLES[finding.severity], finding.severity);
    await terminal.print(
      `${severity} ${terminal.style('bold', finding.code)}  ${describePlaces(places, cwd)}`,
    );
    await terminal.print(`  ${visibleText(finding.message)}`);
    await terminal.print(`  Why: ${why}`);
    await terminal.print(`  Fix: ${visibleText(fix)}`);
  }
}

function describePlaces(places: readonly Place[], cwd: string): string {
  const named = places.slice(0, MAX_NAMED_FILES).map((place) => describePlace(place, cwd));
  const left = places.length - named.length;
  return named.join(', ') + (left > 0 ? ` and ${left} more` : '');
}

/** Shorter from the working folder, if it is below. */
function describePlace({ path, line }: Place, cwd: string): string {
  const below = relative(cwd, path);
  const isBelow = below !== '' && below !== '..' && !below.startsWith(`..${sep}`);
  const shown = visibleText(isBelow ? below : path);
  return line === undefined ? shown : `${shown}:${line}`;
}
