import type { AlignType, Heading, List, ListItem, Paragraph, PhrasingContent, Table } from 'mdast';
import type { Inline } from '../types.js';

export function headingNode(depth: Heading['depth'], content: Inline): Heading {
  return { type: 'heading', depth, children: phrasingOf(content) };
}

/** A tight bullet list. An item without content is empty, not an empty paragraph. */
export function listNode(items: readonly { content: Inline; checked?: boolean | undefined }[]): List {
  return {
    type: 'list',
    ordered: false,
    start: null,
    spread: false,
    children: items.map(({ content, checked }) => listItemNode(phrasingOf(content), checked ?? null)),
  };
}

/** A table whose first row are the headings of its columns. */
export function tableNode(rows: readonly (readonly Inline[])[], align: readonly AlignType[]): Table {
  return {
    type: 'table',
    align: [...align],
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((cell) => ({ type: 'tableCell', children: phrasingOf(cell) })),
    })),
  };
}

function listItemNode(children: PhrasingContent[], checked: boolean | null): ListItem {
  const paragraph: Paragraph = { type: 'paragraph', children };
  return { type: 'listItem', spread: false, checked, children: children.length === 0 ? [] : [paragraph] };
}

function phrasingOf(content: Inline): PhrasingContent[] {
  if (typeof content !== 'string') return content;
  return content === '' ? [] : [{ type: 'text', value: content }];
}
