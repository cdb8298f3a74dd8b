/** The table of steps, up to the next section. */
const STEPS = /^## Step Results[ \t]*$([\s\S]*?)(?=^## |(?![\s\S]))/m;
/** Cells end with a `|` that no backslash takes its meaning. */
const CELL_END = /(?<!\\)\|/;
/** Target, component, step, status, message; a row begins with an empty cell. */
const STATUS_CELL = 4;

/**
 * How many steps of an update log say that they failed.
 *
 * @param text - of the log, or its first part; what is cut off is not counted
 */
export function countFailedSteps(text: string): number {
  const rows = STEPS.exec(text)?.[1]?.split(/\r?\n/) ?? [];
  return rows.filter((row) => /^fail/i.test(row.split(CELL_END)[STATUS_CELL]?.trim() ?? '')).length;
}
