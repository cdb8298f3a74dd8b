import type { PhrasingContent, RootContent } from 'mdast';
import type { CommandInput, Dialect, UpdateLog, UpdateStep } from '../types.js';
import { buildItems, escapeInline, ifPresent } from './build-session-sections.js';
import { STEP_COLUMNS, type UpdateSectionKey } from './document-sections.js';
import { EMPTY, escapeSentinel, NO_STEPS, NONE, UNSET } from './sentinel.js';
import { listNode, tableNode } from './tree-nodes.js';

/** The one row of a table without steps. */
export const NO_STEPS_ROW = [NONE, NONE, NONE, 'skip', NONE] as const;

/** What stands below each H2 heading of an update log; `undefined`: the section is not written. */
export const UPDATE_SECTION_BUILDERS: Record<
  UpdateSectionKey,
  (log: UpdateLog, dialect: Dialect) => RootContent[] | undefined
> = {
  summary: (log) => ifPresent(log.summary, buildItems),
  commandInputs: (log) => ifPresent(log.commandInputs, buildCommandInputs),
  steps: (log, dialect) => ifPresent(log.steps, (steps) => buildSteps(steps, dialect)),
};

function buildCommandInputs(inputs: readonly CommandInput[]): RootContent[] {
  if (inputs.length === 0) return [listNode([{ content: NONE }])];
  return [listNode(inputs.map(({ name, value }) => ({ content: buildCommandInput(name, value) })))];
}

function buildCommandInput(name: string, value: string | null): PhrasingContent[] {
  return [
    { type: 'inlineCode', value: name === '' ? EMPTY : escapeSentinel(name, EMPTY) },
    { type: 'text', value: ': ' },
    { type: 'inlineCode', value: spellValue(value) },
  ];
}

function spellValue(value: string | null): string {
  if (value === null) return UNSET;
  // A code span cannot be empty.
  return value === '' ? EMPTY : escapeSentinel(value, UNSET, EMPTY);
}

function buildSteps(steps: readonly UpdateStep[], dialect: Dialect): RootContent[] {
  if (steps.length === 0 && dialect === 'cli') return [listNode([{ content: NO_STEPS }])];
  const rows =
    steps.length === 0
      ? [NO_STEPS_ROW]
      : steps.map(({ target, component, step, status, message }) => [
          // One cell is enough to tell a row of data from the row that means "nothing".
          escapeInline(target, NONE),
          component,
          step,
          status,
          message,
        ]);
  return [
    tableNode(
      [STEP_COLUMNS, ...rows],
      STEP_COLUMNS.map(() => null),
    ),
  ];
}
