import { isoTimestamp } from '@opta/journal-format';
import type { UpdateLogEntry } from '@opta/journal-store';
import type { CommandContext } from '../../command-context.js';
import { DEFAULT_LINES, EXIT, type ExitCode } from '../../constants.js';
import { listAll } from '../../place/list-all.js';
import { rangesOfSeries } from '../../place/ranges-of-series.js';
import { type Column, printTable } from '../../terminal/print-table.js';
import { visibleText } from '../../terminal/visible-text.js';
import { readRange, type WhenOptions } from '../../time/when-range.js';

export interface ListUpdatesOptions extends WhenOptions {
  lines?: number;
  reverse?: boolean;
  series?: string;
  category?: string;
  author?: string;
  names?: boolean;
}

/** Lists update logs. */
export async function listUpdates(context: CommandContext, options: ListUpdatesOptions): Promise<ExitCode> {
  const { terminal } = context;
  const { store, timeZone, config } = await context.place();
  const { lines = DEFAULT_LINES, category, author, series } = options;
  const ranges = series === undefined ? undefined : rangesOfSeries(series, config);
  const { days } = readRange(options, { now: context.now, timeZone: config.timezone });
  const updates = await listAll(
    (query) => store.listUpdateLogs(query),
    { ...days, category, author },
    { limit: lines, isMeant: ({ number }) => ranges === undefined || isIn(number, ranges) },
  );
  if (options.reverse) updates.reverse();
  if (context.isJson) {
    await terminal.printJson('updates', { updates: updates.map((entry) => toJson(entry, timeZone)) });
  } else if (options.names) {
    for (const { fileName } of updates) await terminal.print(visibleText(fileName));
  } else {
    terminal.page();
    await printTable(terminal, COLUMNS, updates);
  }
  if (updates.length > 0) return EXIT.ok;
  await terminal.say(`No update log is like that in ${store.updateLogsDir}.`);
  return EXIT.findings;
}

const COLUMNS: readonly Column<UpdateLogEntry>[] = [
  { title: 'ID', text: ({ id }) => id ?? '' },
  { title: 'DAY', text: ({ date }) => date ?? '' },
  { title: 'AUTHOR', text: ({ author }) => author ?? '', yields: 2 },
  { title: 'CATEGORY', text: ({ category }) => category ?? '', yields: 3 },
  { title: 'VERSION', text: ({ frontmatter }) => String(frontmatter.version_after ?? ''), yields: 4 },
  {
    title: 'LOG',
    text: ({ fileName, archived }) => (archived === undefined ? fileName : `${fileName} (archived)`),
    yields: 1,
  },
];

function isIn(number: number | undefined, ranges: ReturnType<typeof rangesOfSeries>): boolean {
  return number !== undefined && ranges.some(([from, to]) => number >= from && number <= to);
}

/** As docs/cli.md describes it. */
function toJson(entry: UpdateLogEntry, timeZone: string): object {
  const { fileName, id, number, date, createdAt, author, category, commit, archived, size, frontmatter } =
    entry;
  return {
    id: id ?? null,
    number: number ?? null,
    fileName,
    date: date ?? null,
    written: isoTimestamp(createdAt, timeZone),
    author: author ?? null,
    category: category ?? null,
    commit: commit ?? null,
    archived: archived ?? null,
    sizeBytes: size,
    frontmatter,
  };
}
