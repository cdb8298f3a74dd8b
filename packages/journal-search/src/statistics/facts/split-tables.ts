import { TABLE_CHUNK_ROWS } from '../constants.js';

/** The tables of a session log that have figures. */
const TITLES = ['Event Summary', 'Models', 'Requests'];

/**
 * The parts of a session log that have figures, as small session logs: parsing a whole one at once can take half a
 * second.
 */
export function* splitTables(text: string): Generator<string> {
  const lines = text.split(/\r?\n/);
  for (const title of TITLES) {
    const heading = lines.indexOf(`### ${title}`);
    if (heading === -1) continue;
    const [columns, alignment, ...rows] = tableAfter(lines, heading);
    for (let first = 0; first < rows.length; first += TABLE_CHUNK_ROWS) {
      const chunk = rows.slice(first, first + TABLE_CHUNK_ROWS);
      yield ['## Notes', `### ${title}`, columns, alignment, ...chunk, ''].join('\n');
    }
  }
}

function tableAfter(lines: readonly string[], heading: number): string[] {
  let begin = heading + 1;
  while (lines[begin] === '') begin += 1;
  let end = begin;
  while (lines[end]?.startsWith('|')) end += 1;
  return lines.slice(begin, end);
}
