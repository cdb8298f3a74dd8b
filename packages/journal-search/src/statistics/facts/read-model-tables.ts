import type { Detail, DetailTable } from '@opta/journal-format';
import { parseDuration } from './parse-duration.js';
import { emptyModel, type ModelFacts } from './runtime-facts.js';

/** The figures of models in the tables of a session log, `Models` and `Requests`. */
export function readModelTables(details: readonly Detail[]): ModelFacts[] {
  const models = new Map<string, ModelFacts>();
  for (const detail of details) {
    if (!('table' in detail)) continue;
    for (const row of detail.table.rows) {
      const cells = cellsOf(detail.table, row);
      const name = cells.get('Model');
      if (name === undefined) continue;
      const model = models.get(name) ?? emptyModel(name);
      if (detail.title === 'Models') addLifecycle(model, cells);
      else if (detail.title === 'Requests') addRequests(model, cells);
      else continue;
      models.set(name, model);
    }
  }
  return [...models.values()];
}

function cellsOf({ columns }: DetailTable, row: DetailTable['rows'][number]): Map<string, string> {
  return new Map(
    columns.flatMap(({ name }, index): [string, string][] => {
      const cell = row[index];
      return typeof name === 'string' && typeof cell === 'string' ? [[name, cell]] : [];
    }),
  );
}

function addLifecycle(model: ModelFacts, cells: Map<string, string>): void {
  model.loads += countOf(cells.get('Loads'));
  model.unloads += countOf(cells.get('Unloads'));
  model.loadedMs += parseDuration(cells.get('In memory')) ?? 0;
}

function addRequests(model: ModelFacts, cells: Map<string, string>): void {
  model.completedRequests += countOf(cells.get('Completed'));
  model.failedRequests += countOf(cells.get('Failed'));
  model.promptTokens += countOf(cells.get('Prompt tokens'));
  model.completionTokens += countOf(cells.get('Completion tokens'));
}

/** `61,234`, also `3 (idle 2, manual 1)`; what is no number is 0. */
function countOf(text = ''): number {
  return Number(/^[\d,]+/.exec(text)?.[0].replaceAll(',', '') ?? 0);
}
