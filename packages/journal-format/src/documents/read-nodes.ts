import type { ListItem, PhrasingContent, RootContent, Table } from 'mdast';
import type { Inline } from '../types.js';
import { canonicalInline } from './canonical-inline.js';
import { NONE, unescapeSentinel } from './sentinel.js';

/** Most cells that a table may leave out: they take memory as others do, and in a document no room. */
const MAX_MISSING_CELLS = 10_000;

/** One item of a list, and its check box if it has one. */
export interface ReadItem {
  children: PhrasingContent[];
  checked: boolean | undefined;
}

/** The items of a flat bullet list, or `undefined` if the node is anything else. */
export function readList(node: RootContent | undefined): ReadItem[] | undefined {
  if (node?.type !== 'list' || node.ordered) return undefined;
  const items = node.children.map(readListItem);
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** The texts of a flat bullet list without check boxes; the item `(none)` alone means no text. */
export function readItems(node: RootContent | undefined): Inline[] | undefined {
  const items = readList(node);
  if (items === undefined || items.some(({ checked }) => checked !== undefined)) return undefined;
  const texts = items.map(({ children }) => canonicalInline(children));
  return isOnly(texts, NONE) ? [] : texts.map((text) => unescapeInline(text, NONE));
}

/** The rows below a table's head, if the head is the given one. */
export function readRows(node: RootContent | undefined, columns: readonly string[]): Inline[][] | undefined {
  const table = readTable(node);
  if (table === undefined || table.head.length !== columns.length) return undefined;
  return table.head.every((cell, index) => cell === columns[index]) ? table.rows : undefined;
}

/** A table's head and rows, or `undefined` where a row has more cells than the head, or very many have fewer. */
export function readTable(
  node: RootContent | undefined,
): { head: Inline[]; rows: Inline[][]; align: Table['align'] } | undefined {
  if (node?.type !== 'table') return undefined;
  const [head, ...rows] = node.children.map((row) =>
    row.children.map((cell) => canonicalInline(cell.children)),
  );
  if (head === undefined || rows.some((row) => row.length > head.length)) return undefined;
  if (rows.reduce((missing, row) => missing + head.length - row.length, 0) > MAX_MISSING_CELLS)
    return undefined;
  return { head, rows: rows.map((row) => head.map((_, index) => row[index] ?? '')), align: node.align };
}

/** The content of a heading of that depth. */
export function readHeading(node: RootContent | undefined, depth: number): Inline | undefined {
  return node?.type === 'heading' && node.depth === depth ? canonicalInline(node.children) : undefined;
}

export function unescapeInline(content: Inline, ...sentinels: readonly string[]): Inline {
  return typeof content === 'string' ? unescapeSentinel(content, ...sentinels) : content;
}

export function isOnly(texts: readonly Inline[], text: string): boolean {
  return texts.length === 1 && texts[0] === text;
}

function readListItem({ children, checked }: ListItem): ReadItem | undefined {
  const [first, ...rest] = children;
  if (rest.length > 0 || (first !== undefined && first.type !== 'paragraph')) return undefined;
  return { children: first?.children ?? [], checked: checked ?? undefined };
}
