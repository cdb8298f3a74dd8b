import { parseLogFileName } from '@opta/journal-format';
import type { UpdateLogEntry } from '../../api/types.js';
import { seriesOf } from './update-series.js';

/** What is kept of an entry of the listing. */
export interface UpdateRow {
  name: string;
  /** As it is written: `007`; absent for a file outside the convention. */
  id?: string | undefined;
  number?: number | undefined;
  series: string;
  /** Epoch milliseconds. */
  at: number;
  /** From the frontmatter where it has one, else from the name. */
  title: string;
  /** Whether the frontmatter has it, so that the text of the log has none. */
  isTitleInHead: boolean;
  author: string;
  category: string;
  versionBefore: string;
  versionAfter: string;
  commit: string;
  /** Null: not known. */
  isPromoted: boolean | null;
  /** Of the first ones, as the listing tells. */
  failedSteps: number;
  /** Numbers that it had before it was renumbered. */
  aliases: readonly string[];
  archived?: string | undefined;
  isReadable: boolean;
}

export function toUpdateRow(entry: UpdateLogEntry): UpdateRow {
  const { filename, id, number, created_at, frontmatter, archived, readable, failed_steps = 0 } = entry;
  return {
    name: filename,
    id,
    number,
    series: seriesOf(number),
    at: Date.parse(created_at),
    title: textOf(frontmatter.title) || titleOfName(filename),
    isTitleInHead: textOf(frontmatter.title) !== '',
    author: textOf(frontmatter.author),
    category: textOf(frontmatter.category),
    versionBefore: textOf(frontmatter.version_before),
    versionAfter: textOf(frontmatter.version_after),
    commit: textOf(frontmatter.commit),
    isPromoted: typeof frontmatter.promoted === 'boolean' ? frontmatter.promoted : null,
    failedSteps: failed_steps,
    aliases: [frontmatter.aliases ?? []].flat().map(textOf),
    archived,
    isReadable: readable,
  };
}

/** Newest first; the listing knows days only. Files without a number come last, as there. */
export function sortByTime(rows: readonly UpdateRow[]): UpdateRow[] {
  return rows.toSorted(
    (one, other) =>
      Number(one.number === undefined) - Number(other.number === undefined) ||
      other.at - one.at ||
      (other.number ?? 0) - (one.number ?? 0),
  );
}

/** The filters of the list, as they stand in the address. */
export interface UpdateFilters {
  series: string;
  category: string;
  author: string;
  text: string;
}

/** @returns the rows that fit all filters; an empty one fits everything */
export function filterUpdates(
  rows: readonly UpdateRow[],
  { series, category, author, text }: UpdateFilters,
): UpdateRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (series === '' || row.series === series) &&
      (category === '' || row.category === category) &&
      (author === '' || row.author === author) &&
      hasWords(row, words),
  );
}

/**
 * The logs that a place in the address means.
 *
 * @param wanted - a file name, or a number: `007`, `7`
 * @returns those of that number, or else those that had it before they were renumbered
 */
export function findUpdates(rows: readonly UpdateRow[], wanted: string): UpdateRow[] {
  const named = rows.filter(({ name }) => name === wanted);
  if (named.length > 0 || !isNumber(wanted)) return named;
  const numbered = rows.filter(({ number }) => number === Number(wanted));
  if (numbered.length > 0) return numbered;
  return rows.filter(({ aliases }) =>
    aliases.some((alias) => isNumber(alias) && Number(alias) === Number(wanted)),
  );
}

/** Whether the place in an address is a number, and not the name of a file. */
export function isNumber(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}

function hasWords(row: UpdateRow, words: readonly string[]): boolean {
  const { id, title, author, category, commit, name, aliases } = row;
  const searched = [id, title, author, category, commit, name, ...aliases].join(' ').toLowerCase();
  return words.every((word) => searched.includes(word));
}

/** `Change the model` of `007_2026-02-24_change-the-model.md` */
function titleOfName(fileName: string): string {
  const parsed = parseLogFileName(fileName);
  if (parsed === undefined) return fileName;
  const words = parsed.rest.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value of the frontmatter as text; what is no scalar has none. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
