import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Severity } from '@opta/journal-doctor';
import type { Terminal } from '../../terminal/terminal.js';
import { visibleText } from '../../terminal/visible-text.js';
import type { DescribedFinding } from './described-finding.js';
import type { Place } from './locate-finding.js';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Prints findings as workflow commands, which GitHub shows beside the lines of a pull request.
 *
 * @param root - the folder from which GitHub counts paths
 */
export async function printAnnotations(
  terminal: Terminal,
  findings: readonly DescribedFinding[],
  root: string,
): Promise<void> {
  for (const described of findings) await terminal.print(toAnnotation(described, root));
}

/** Source: GitHub Actions, "Workflow commands", and the escapes of its toolkit. */
function toAnnotation({ finding, places, why, fix }: DescribedFinding, root: string): string {
  const { path, line = 1 } = placeToShow(places);
  const properties = [
    ['file', relative(realPathOf(root), realPathOf(path)).split(sep).join('/')],
    ['line', String(line)],
    ['title', `opta-journal ${finding.code}`],
  ].map(([name, value]) => `${name}=${escapeProperty(visibleText(value ?? ''))}`);
  const text = escapeText([finding.message, why, fix].map(visibleText).join('\n'));
  return `::${COMMANDS[finding.severity]} ${properties.join(',')}::${text}`;
}

/** The last one that is here: of logs with one number, the first keeps it. */
function placeToShow(places: readonly Place[]): Place {
  const here = places.filter(({ path }) => existsSync(path));
  return here.at(-1) ?? (places.at(-1) as Place);
}

/** Of a file that is not here, that of its folder. */
function realPathOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return dirname(path) === path ? path : join(realPathOf(dirname(path)), relative(dirname(path), path));
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
