import { formatTable, GOAL_COLUMNS } from './format-result.js';

const BEGIN = /^<!-- bench: (.+) -->$/;
const GOALS = 'goals';
const GOAL_HEADER = formatTable(GOAL_COLUMNS, []);

/**
 * The README with a section written anew, and with it the list of all goals.
 *
 * @param readme - its text; a section without a place gets one at the end
 * @param name - of the row
 */
export function replaceSection(readme: string, name: string, section: string): string {
  const written = replaceBetweenMarkers(readme, name, section);
  return written.includes(beginOf(GOALS))
    ? replaceBetweenMarkers(written, GOALS, formatGoals(written))
    : written;
}

function beginOf(name: string): string {
  return `<!-- bench: ${name} -->`;
}

function endOf(name: string): string {
  return `<!-- end of bench: ${name} -->`;
}

function replaceBetweenMarkers(readme: string, name: string, text: string): string {
  const block = `${beginOf(name)}\n\n${text.trim()}\n\n${endOf(name)}`;
  const begin = readme.indexOf(beginOf(name));
  if (begin === -1) return `${readme.trimEnd()}\n\n${block}\n`;
  const end = readme.indexOf(endOf(name), begin);
  if (end === -1) throw new Error(`The section ${name} of the README has no line ${endOf(name)}`);
  return readme.slice(0, begin) + block + readme.slice(end + endOf(name).length);
}

/** One table of the goals of all sections, in their order. */
function formatGoals(readme: string): string {
  const rows: string[] = [];
  let name: string | undefined;
  let isInGoals = false;
  let before = '';
  for (const line of readme.split('\n')) {
    const begin = BEGIN.exec(line)?.[1];
    if (begin !== undefined) name = begin === GOALS ? undefined : begin;
    if (!line.startsWith('|')) isInGoals = false;
    if (isInGoals) rows.push(`| \`${name}\` ${line}`);
    if (name !== undefined && `${before}\n${line}` === GOAL_HEADER) isInGoals = true;
    before = line;
  }
  return [formatTable(['row', ...GOAL_COLUMNS], []), ...rows].join('\n');
}
