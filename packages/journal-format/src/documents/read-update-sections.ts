import type { RootContent } from 'mdast';
import type { CommandInput, UpdateLog, UpdateStep } from '../types.js';
import { NO_STEPS_ROW } from './build-update-sections.js';
import { canonicalLine } from './canonical-text.js';
import { STEP_COLUMNS, type UpdateSectionKey } from './document-sections.js';
import { isOnly, type ReadItem, readItems, readList, readRows, unescapeInline } from './read-nodes.js';
import { ifRead, readOnlyItems } from './read-session-sections.js';
import { EMPTY, NO_STEPS, NONE, UNSET, unescapeSentinel } from './sentinel.js';

/** The fields in what stands below each H2 heading; `undefined`: it is not what the section holds. */
export const UPDATE_SECTION_READERS: Record<
  UpdateSectionKey,
  (nodes: readonly RootContent[]) => Partial<UpdateLog> | undefined
> = {
  summary: (nodes) => ifRead(readOnlyItems(nodes), (summary) => ({ summary })),
  commandInputs: (nodes) => ifRead(readCommandInputs(nodes), (commandInputs) => ({ commandInputs })),
  steps: (nodes) => ifRead(readSteps(nodes), (steps) => ({ steps })),
};

function readCommandInputs(nodes: readonly RootContent[]): CommandInput[] | undefined {
  if (nodes.length !== 1) return undefined;
  const items = readItems(nodes[0]);
  if (items !== undefined && items.length === 0) return [];
  const inputs = readList(nodes[0])?.map(readCommandInput);
  return inputs?.every((input) => input !== undefined) ? inputs : undefined;
}

function readCommandInput({ children, checked }: ReadItem): CommandInput | undefined {
  const [name, colon, value] = children;
  if (children.length !== 3 || checked !== undefined || name?.type !== 'inlineCode') return undefined;
  if (colon?.type !== 'text' || colon.value !== ': ' || value?.type !== 'inlineCode') return undefined;
  const spelledName = canonicalLine(name.value);
  return {
    name: spelledName === EMPTY ? '' : unescapeSentinel(spelledName, EMPTY),
    value: readValue(canonicalLine(value.value)),
  };
}

function readValue(spelled: string): string | null {
  if (spelled === UNSET) return null;
  return spelled === EMPTY ? '' : unescapeSentinel(spelled, UNSET, EMPTY);
}

function readSteps(nodes: readonly RootContent[]): UpdateStep[] | undefined {
  if (nodes.length !== 1) return undefined;
  const items = readItems(nodes[0]);
  if (items !== undefined) return isOnly(items, NO_STEPS) ? [] : undefined;
  const rows = readRows(nodes[0], STEP_COLUMNS);
  if (rows === undefined) return undefined;
  const [first] = rows;
  if (rows.length === 1 && first?.every((cell, index) => cell === NO_STEPS_ROW[index])) return [];
  return rows.map(([target = '', component = '', step = '', status = '', message = '']) => ({
    target: unescapeInline(target, NONE),
    component,
    step,
    status,
    message,
  }));
}
