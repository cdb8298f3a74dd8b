import type { Benchmark, Goal, Result } from './benchmark.js';

/** The columns of a table of goals, by which it is found again. */
export const GOAL_COLUMNS: readonly string[] = ['goal', 'figure', 'reached'];

/** The section of one row, as it is printed and as it stands in the README. */
export function formatResult({ name, title }: Benchmark, result: Result, machine: string): string {
  const { columns, rows, remarks, goals = [] } = result;
  const paragraphs = [
    `### ${title} (\`${name}\`)`,
    `Measured on ${machine}.`,
    formatTable(columns, rows),
    ...(remarks.length === 0 ? [] : [remarks.join('\n')]),
    ...(goals.length === 0 ? [] : [formatTable(GOAL_COLUMNS, goals.map(goalCells))]),
  ];
  return paragraphs.join('\n\n');
}

export function formatTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

function goalCells({ goal, figure, isReached }: Goal): string[] {
  return [goal, figure, isReached === undefined ? 'not measured' : isReached ? 'yes' : '**no**'];
}
