import stringWidth from 'string-width';
import { fitText, padText } from './fit-text.js';
import type { Style, Terminal } from './terminal.js';
import { visibleText } from './visible-text.js';

/** A column of a table. */
export interface Column<Row> {
  title: string;
  /** What stands in it; anything that a terminal would obey is made visible. */
  text: (row: Row) => string;
  /** Numbers stand on the right. Default left. */
  side?: 'left' | 'right';
  style?: (row: Row) => Style | undefined;
  /** Columns that give way in a narrow terminal, the highest first. Absent: it keeps its width. */
  yields?: number;
}

const GAP = '  ';
/** A column that gives way is never narrower, or is left out. */
const LEAST_COLUMNS = 6;

export interface TableOptions {
  /** Titles also where no person reads them: figures say nothing alone. Default: only in a terminal. */
  hasTitles?: boolean;
}

/** Prints rows in columns: as wide as their content, in a terminal no wider than its lines. */
export async function printTable<Row>(
  terminal: Terminal,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { hasTitles = terminal.isInteractive }: TableOptions = {},
): Promise<void> {
  const cells = rows.map((row) => columns.map(({ text }) => visibleText(text(row))));
  const widths = fitWidths(columns, cells, terminal.columns);
  const shown = columns
    .map((column, index) => ({ ...column, index }))
    .filter(({ index }) => widths[index] !== 0);
  const line = (texts: readonly string[], styleOf: (index: number) => Style | undefined): string =>
    shown
      .map(({ side, index }, place) => {
        const width = widths[index] as number;
        const text = texts[index] as string;
        const isLast = place === shown.length - 1;
        const padded = isLast && side !== 'right' ? fitText(text, width) : padText(text, width, side);
        const style = styleOf(index);
        return style === undefined ? padded : terminal.style(style, padded);
      })
      .join(GAP)
      .trimEnd();
  if (hasTitles) {
    await terminal.print(
      line(
        columns.map(({ title }) => title),
        () => 'dim',
      ),
    );
  }
  for (const [number, row] of rows.entries()) {
    await terminal.print(line(cells[number] as string[], (index) => columns[index]?.style?.(row)));
  }
}

/** The width of each column; 0 for one that is left out. */
function fitWidths(
  columns: readonly Column<never>[],
  cells: readonly (readonly string[])[],
  available: number,
): number[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(stringWidth(title), ...cells.map((row) => stringWidth(row[index] as string))),
  );
  const total = (): number =>
    widths.reduce((sum, width) => sum + (width === 0 ? 0 : width + GAP.length), -GAP.length);
  const yielding = columns
    .map(({ yields }, index) => ({ yields, index }))
    .filter((column): column is { yields: number; index: number } => column.yields !== undefined)
    .sort((a, b) => b.yields - a.yields);
  for (const { index } of yielding) {
    const excess = total() - available;
    if (excess <= 0) break;
    widths[index] = Math.max(LEAST_COLUMNS, (widths[index] as number) - excess);
  }
  for (const { index } of yielding) {
    if (total() <= available) break;
    widths[index] = 0;
  }
  return widths;
}
