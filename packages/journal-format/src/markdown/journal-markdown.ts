import type {
  Blockquote,
  Code,
  Definition,
  FootnoteDefinition,
  Heading,
  Html,
  Link,
  LinkReference,
  List,
  ListItem,
  Nodes,
  Paragraph,
  Parents,
  PhrasingContent,
  Root,
  Table,
  TableCell,
  TableRow,
  ThematicBreak,
  Yaml,
} from 'mdast';
import { defaultHandlers, type Handle, type Options, type State } from 'mdast-util-to-markdown';
import { collectLabels } from './collect-labels.js';
import { joinBlocks } from './join-blocks.js';
import type { VerbatimMarkdown } from './verbatim-markdown.js';
import { documentOf, NO_INFO, writeInline, writePlanned } from './write-inline.js';
import { escapeString, writeReferenceLabel, writeTarget } from './write-resource.js';

/** The largest number of an ordered list. Source: CommonMark 0.31.2, section 5.2. */
const MAX_ITEM_NUMBER = 999_999_999;

const IN_CELL = { context: 'cell', startsBlock: false, startsListItem: false } as const;

const ALIGNMENTS = { left: ':---', right: '---:', center: ':---:' } as const;

/**
 * How mdast-util-to-markdown writes our logs: our handlers, our joins, our escaping. Also for
 * remark-stringify, which takes the same options.
 */
export const JOURNAL_MARKDOWN: Options = {
  bullet: '-',
  emphasis: '*',
  strong: '*',
  fence: '`',
  fences: true,
  rule: '-',
  listItemIndent: 'one',
  join: [joinBlocks],
  handlers: {
    root,
    paragraph,
    heading,
    list,
    listItem,
    blockquote,
    code,
    definition,
    footnoteDefinition,
    html,
    table,
    tableRow,
    tableCell,
    thematicBreak,
    yaml: (node: Yaml) => (node.value === '' ? '---\n---' : `---\n${node.value}\n---`),
    verbatimMarkdown: (node: VerbatimMarkdown) => node.value,
    text: leaf,
    inlineCode: leaf,
    break: leaf,
    image: leaf,
    imageReference: leaf,
    footnoteReference: leaf,
    link,
    linkReference: link,
    delete: strikethroughHandle(),
  } as Options['handlers'] & object,
};

function root(node: Root, _: Parents | undefined, state: State): string {
  documentOf(state).labels = collectLabels(node);
  if (!node.children.some((child) => isPhrasing(child))) return writeBlocks(node, state);
  return writeInline(node, state, { context: 'paragraph', startsBlock: true, startsListItem: false });
}

/** Writes the blocks in `parent`, as `containerFlow` does, but without tracking positions. */
function writeBlocks(parent: Exclude<Parents, PhrasingContent>, state: State): string {
  const children = parent.children as Nodes[];
  let written = '';
  let left: Nodes | undefined;
  state.bulletLastUsed = undefined;
  for (const child of children) {
    if (left !== undefined) written += '\n'.repeat(1 + joinBlocks(left, child, parent));
    written += state.handle(child, parent, state, NO_INFO);
    if (child.type !== 'list') state.bulletLastUsed = undefined;
    left = child;
  }
  return written;
}

function paragraph(node: Paragraph, parent: Parents | undefined, state: State): string {
  const isFirstOfItem = parent?.type === 'listItem' && parent.children[0] === node;
  const hasCheckBox = isFirstOfItem && typeof parent.checked === 'boolean';
  return writeInline(node, state, {
    context: 'paragraph',
    startsBlock: !hasCheckBox,
    startsListItem: isFirstOfItem && !hasCheckBox,
  });
}

function heading(node: Heading, _: Parents | undefined, state: State): string {
  const marker = '#'.repeat(Math.max(1, Math.min(6, node.depth)));
  const text = writeInline(node, state, { context: 'heading', startsBlock: false, startsListItem: false });
  return text === '' ? marker : `${marker} ${text}`;
}

function list(node: List, parent: Parents | undefined, state: State): string {
  const outerBullet = state.bulletCurrent;
  const [bullet, otherBullet] = node.ordered ? ['.', ')'] : ['-', '*'];
  // Two lists in a row are one if they have the same bullet, and three empty ones in each other a rule.
  const isOther = state.bulletLastUsed === bullet || (parent?.type === 'listItem' && isEmptyAtStart(node));
  const marker = isOther ? otherBullet : bullet;
  const start = node.start ?? 1;
  const separator = node.spread ? '\n\n' : '\n';
  let written = '';
  let number = start;
  for (const item of node.children) {
    if (number > start || written !== '') written += separator;
    state.bulletCurrent = node.ordered ? Math.min(number, MAX_ITEM_NUMBER) + marker : marker;
    written += state.handle(item, node, state, NO_INFO);
    number += 1;
  }
  state.bulletLastUsed = marker;
  state.bulletCurrent = outerBullet;
  return written;
}

function isEmptyAtStart(node: List): boolean {
  return node.children[0]?.children.length === 0;
}

function listItem(node: ListItem, _: Parents | undefined, state: State): string {
  const bullet = state.bulletCurrent ?? '-';
  const content = writeBlocks(node, state);
  if (content === '') return bullet;
  const isTask = typeof node.checked === 'boolean' && node.children[0]?.type === 'paragraph';
  const checkBox = isTask ? (node.checked ? '[x] ' : '[ ] ') : '';
  return `${bullet} ${checkBox}${indentLines(content, ' '.repeat(bullet.length + 1))}`;
}

function blockquote(node: Blockquote, _: Parents | undefined, state: State): string {
  return `> ${writeBlocks(node, state)}`.replace(
    /(\r\n|\r|\n)([^\r\n]?)/g,
    (_match, end: string, next: string) => (next === '' ? `${end}>` : `${end}> ${next}`),
  );
}

/** Indents all lines but the first; blank ones stay blank. */
function indentLines(content: string, indent: string): string {
  return content.includes('\n') ? content.replace(/\n(?=[^\r\n])/g, `\n${indent}`) : content;
}

function code(node: Code): string {
  const info = writeInfo(node);
  // The info string of a fence of backticks cannot hold one.
  const marker = info.includes('`') ? '~' : '`';
  let longest = 2;
  for (const [run] of node.value.matchAll(marker === '~' ? /~+/g : /`+/g))
    longest = Math.max(longest, run.length);
  const fence = marker.repeat(longest + 1);
  return node.value === '' ? `${fence}${info}\n${fence}` : `${fence}${info}\n${node.value}\n${fence}`;
}

function writeInfo(node: Code): string {
  if (!node.lang) return '';
  const language = escapeString(node.lang, undefined).replace(/[ \t]/g, (space) =>
    space === ' ' ? '&#x20;' : '&#x9;',
  );
  return node.meta ? `${language} ${escapeString(node.meta, undefined)}` : language;
}

function definition(node: Definition): string {
  const target = writeTarget(node, 'paragraph');
  return `[${writeReferenceLabel(node)}]: ${target === '' ? '<>' : target}`;
}

function footnoteDefinition(node: FootnoteDefinition, _: Parents | undefined, state: State): string {
  const content = writeBlocks(node, state);
  const label = `[^${writeReferenceLabel(node)}]:`;
  return content === '' ? label : `${label} ${indentLines(content, '    ')}`;
}

function html(node: Html, _: Parents | undefined, state: State): string {
  const planned = documentOf(state).positions.has(node);
  return planned ? writePlanned(node, state) : node.value;
}

/** Joins its lines: a text that grows by `+=` keeps each piece in memory until the end, which long tables pay for. */
function table(node: Table, _: Parents | undefined, state: State): string {
  const lines = node.children.map((row) => tableRow(row, node, state));
  const [header] = node.children;
  if (header !== undefined) lines.splice(1, 0, delimiterRow(header, node));
  return lines.join('\n');
}

function delimiterRow(header: TableRow, node: Table): string {
  const cells = header.children.map((_, column) => {
    const align = node.align?.[column];
    return align === null || align === undefined ? '---' : ALIGNMENTS[align];
  });
  return `| ${cells.join(' | ')} |`;
}

function tableRow(node: TableRow, _: Parents | undefined, state: State): string {
  if (node.children.length === 0) return '|';
  return `| ${node.children.map((cell) => tableCell(cell, node, state)).join(' | ')} |`;
}

function tableCell(node: TableCell, _: Parents | undefined, state: State): string {
  return writeInline(node, state, IN_CELL);
}

function thematicBreak(node: ThematicBreak, parent: Parents | undefined): string {
  // At the start of a document dashes would be frontmatter, behind a bullet they would join it.
  if (parent?.type === 'listItem') return '___';
  return parent?.type === 'root' && parent.children[0] === node ? '***' : '---';
}

function leaf(node: PhrasingContent, _: Parents | undefined, state: State): string {
  return writePlanned(node, state);
}

function link(node: Link | LinkReference, _: Parents | undefined, state: State): string {
  const target = writePlanned(node, state);
  // An autolink is planned as a whole.
  if (target.startsWith('<')) return target;
  return `[${state.containerPhrasing(node, { ...NO_INFO, before: '[', after: ']' })}]${target}`;
}

function strikethroughHandle(): Handle {
  const handle: Handle = (node, parent, state, info) => defaultHandlers.emphasis(node, parent, state, info);
  return Object.assign(handle, {
    attention: () => ({ construct: 'strikethrough', markers: ['~'], sizes: [2, 1] }),
    peek: () => '~',
  });
}

function isPhrasing(node: Nodes): boolean {
  switch (node.type) {
    case 'text':
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'inlineCode':
    case 'break':
    case 'link':
    case 'linkReference':
    case 'image':
    case 'imageReference':
    case 'footnoteReference':
      return true;
    default:
      return false;
  }
}
