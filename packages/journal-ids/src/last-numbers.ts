import { formatId } from './format-id.js';
import { isWithin, rangesOf } from './resolve-request.js';
import { timeOfUid } from './time-of-uid.js';
import type { NumberRange, SeriesDefinition } from './types.js';

/** One line of last-numbers.txt. */
export interface LastNumber {
  series: string;
  number: number;
  /** `-` where the log was numbered by a program that knows no uid. */
  uid: string;
  /** `-` where no file bears the number. */
  fileName: string;
}

export interface ParsedLastNumbers {
  /** Every number that any line names. */
  entries: LastNumber[];
  /** Lines that are neither comment nor entry, counted from 1. */
  garbageLines: number[];
  hasConflict: boolean;
}

const HEADER = `# The last number of every series of update logs in this folder. Please commit this file:
# a fresh clone then never gives a number again, even if its log was deleted, and two branches
# that took the same number get a merge conflict here. In that case renumber one of the two logs
# and keep the line with the higher number. Each line: series, number, uid, file name.
`;

const ENTRY = /^\s*([a-z0-9][a-z0-9-]*)\s+(\d+)(?:\s+(\S+))?(?:\s+(.*\S))?\s*$/;
const CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})(?:\s|$)/;
/** Stands where there is no uid or no file. */
export const NOTHING = '-';

/** Reads last-numbers.txt, whatever git or a person made of it. */
export function parseLastNumbers(text: string): ParsedLastNumbers {
  const parsed: ParsedLastNumbers = { entries: [], garbageLines: [], hasConflict: false };
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (CONFLICT.test(line)) {
      parsed.hasConflict = true;
      continue;
    }
    const [, series, digits, uid = NOTHING, fileName = NOTHING] = ENTRY.exec(line) ?? [];
    const number = Number(digits);
    if (series === undefined || !Number.isSafeInteger(number)) parsed.garbageLines.push(index + 1);
    else if (number > 0) parsed.entries.push({ series, number, uid, fileName });
  }
  return parsed;
}

/**
 * The text of last-numbers.txt: a section for every range of every series, in a fixed order and apart from each
 * other, because git reports a conflict when neighbouring lines change on two branches.
 */
export function formatLastNumbers(entries: readonly LastNumber[], series: SeriesDefinition): string {
  const sections = [...rangeSections(entries, series), ...otherSections(entries, series)];
  const texts = sections
    .sort((a, b) => (a.series === b.series ? a.from - b.from : a.series < b.series ? -1 : 1))
    .map(({ title, line }) => `#\n#\n# ${title}\n${line}\n#\n`);
  return `${HEADER}${texts.join('')}`;
}

interface Section {
  series: string;
  from: number;
  title: string;
  line: string;
}

function rangeSections(entries: readonly LastNumber[], series: SeriesDefinition): Section[] {
  return Object.entries(series).flatMap(([name, { ranges }]) =>
    ranges.map((range) => ({
      series: name,
      from: range[0],
      title: `${name} ${range[0]} to ${range[1]}`,
      line: formatLine(name, highestEntry(entries, name, range)),
    })),
  );
}

/** Lines of series that we do not know: another program's, or ranges that were asked for by their numbers. */
function otherSections(entries: readonly LastNumber[], series: SeriesDefinition): Section[] {
  const others = new Map<string, LastNumber>();
  for (const entry of entries) {
    if (rangesOf(entry.series, series).some((range) => isWithin(entry.number, range))) continue;
    const known = others.get(entry.series);
    if (known === undefined || isHigher(entry, known)) others.set(entry.series, entry);
  }
  return [...others.values()].map((entry) => ({
    series: entry.series,
    from: entry.number,
    title: `${entry.series}, outside the ranges known here`,
    line: formatLine(entry.series, entry),
  }));
}

/** The entry with the highest number of a series in a range; of two equal ones that which names a file. */
export function highestEntry(
  entries: readonly LastNumber[],
  series: string,
  range: NumberRange,
): LastNumber | undefined {
  let highest: LastNumber | undefined;
  for (const entry of entries) {
    if (entry.series !== series || !isWithin(entry.number, range)) continue;
    if (highest === undefined || isHigher(entry, highest)) highest = entry;
  }
  return highest;
}

/** Milliseconds since the epoch at which the number of an entry was claimed, if its uid says so. */
export function timeOfEntry(entry: LastNumber): number | undefined {
  return timeOfUid(entry.uid);
}

function isHigher(a: LastNumber, b: LastNumber): boolean {
  if (a.number !== b.number) return a.number > b.number;
  return a.fileName !== NOTHING && b.fileName === NOTHING;
}

function formatLine(series: string, entry: LastNumber | undefined): string {
  if (entry === undefined) return `${series} ${formatId(0)} ${NOTHING} ${NOTHING}`;
  return `${series} ${formatId(entry.number)} ${entry.uid} ${entry.fileName}`;
}
