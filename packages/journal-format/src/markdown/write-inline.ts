import type { Parents, PhrasingContent } from 'mdast';
import type { Info, State } from 'mdast-util-to-markdown';
import { markEscapes, writeEscaped } from './escape-text.js';
import {
  buildInlineSource,
  type InlineContext,
  type InlinePlace,
  type InlineSource,
  plainInlineSource,
} from './inline-source.js';

/**
 * What a text may hold without any rule of escaping having something to do: no special character
 * (`_` between letters and digits is none), no white space at an edge, nothing that begins a block.
 */
const NEEDS_CARE =
  /[\\`*~<[\]!&|\r\n\uFEFF]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[ \t#>+=:-]|[ \t#]$|^\d+[.)]/;

/** Where positions are asked for and never used. */
export const NO_INFO: Info = { before: '\n', after: '\n', now: { line: 1, column: 1 }, lineShift: 0 };

const EDGES: Record<InlineContext, { before: string; after: string }> = {
  paragraph: { before: '\n', after: '\n' },
  heading: { before: ' ', after: '\n' },
  cell: { before: ' ', after: ' ' },
};

/** What a call of the serializer knows besides the tree, by its state. */
export interface Document {
  labels: ReadonlySet<string>;
  /** The inline content that is being written, where emphasis is in it. */
  source: InlineSource | undefined;
  positions: ReadonlyMap<object, { start: number; end: number }>;
}

const documents = new WeakMap<State, Document>();
const NO_LABELS: ReadonlySet<string> = new Set();
const NOTHING_PLANNED: Document['positions'] = new Map();

/** The facts of the document that `state` writes. */
export function documentOf(state: State): Document {
  let document = documents.get(state);
  if (document === undefined) {
    document = { labels: NO_LABELS, source: undefined, positions: NOTHING_PLANNED };
    documents.set(state, document);
  }
  return document;
}

/** Writes the inline content of a paragraph, a heading or a table cell. */
export function writeInline(parent: Parents, state: State, place: Omit<InlinePlace, 'labels'>): string {
  let children = parent.children as PhrasingContent[];
  const only = children[0];
  if (only === undefined) return '';
  const isPlain = children.length === 1 && only.type === 'text';
  if (isPlain && !NEEDS_CARE.test(only.value)) return only.value;
  const document = documentOf(state);
  const at = { ...place, labels: document.labels };
  let source = isPlain ? plainInlineSource(only.value, at) : buildInlineSource(children, at);
  if (source.hasAttention) {
    // Its nodes are looked up by identity, and a caller may have used one twice.
    children = structuredClone(children);
    source = buildInlineSource(children, at);
  }
  markEscapes(source);
  if (!source.hasAttention) return writeEscaped(source);
  // Which marker emphasis gets, and what beside it must be encoded, is the work of the library.
  document.source = source;
  document.positions = new Map(source.spans.map((span) => [span.node, span]));
  const written = state.containerPhrasing(
    { type: 'paragraph', children },
    { ...NO_INFO, ...EDGES[place.context] },
  );
  document.positions = NOTHING_PLANNED;
  return written;
}

/** Writes a node of inline content as planned: what has no children whole, of a link its target. */
export function writePlanned(node: PhrasingContent, state: State): string {
  const { source, positions } = documentOf(state);
  const position = positions.get(node);
  if (source === undefined || position === undefined) return '';
  return writeEscaped(source, position.start, position.end);
}
