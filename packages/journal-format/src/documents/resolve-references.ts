import type { Definition, Nodes, Root } from 'mdast';
import { MAX_RESOLVED_LENGTH, MarkdownLimitError } from '../markdown/markdown-limits.js';

interface Resolution {
  definitions: ReadonlyMap<string, Definition>;
  /** Characters of the targets that references have got. */
  resolvedLength: number;
}

/**
 * Turns references into the links and images that they stand for, in place: so a text keeps its link
 * where it is read apart from the document's definitions. Footnotes stay as they are.
 *
 * @throws {MarkdownLimitError} where the document would become far longer than it is.
 */
export function resolveReferences(root: Root): void {
  const definitions = new Map<string, Definition>();
  collectDefinitions(root, definitions);
  if (definitions.size > 0) resolveIn(root, { definitions, resolvedLength: 0 });
}

/** Whether a footnote is referred to, which no text can say without its document. */
export function hasFootnoteReference(node: Nodes): boolean {
  if (node.type === 'footnoteReference') return true;
  return 'children' in node && node.children.some(hasFootnoteReference);
}

function collectDefinitions(node: Nodes, definitions: Map<string, Definition>): void {
  // The first of several counts. Source: CommonMark 0.31.2, section 4.7.
  if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
  if ('children' in node) for (const child of node.children) collectDefinitions(child, definitions);
}

function resolveIn(node: Nodes, resolution: Resolution): void {
  if (!('children' in node)) return;
  node.children = node.children.map((child) => resolve(child, resolution)) as typeof node.children;
  for (const child of node.children) resolveIn(child, resolution);
}

function resolve(node: Nodes, resolution: Resolution): Nodes {
  if (node.type !== 'linkReference' && node.type !== 'imageReference') return node;
  const definition = resolution.definitions.get(node.identifier);
  if (definition === undefined) return node;
  const { url, title = null } = definition;
  resolution.resolvedLength += url.length + (title?.length ?? 0);
  if (resolution.resolvedLength > MAX_RESOLVED_LENGTH) throw tooLongTargets(node.position?.start.line ?? 1);
  if (node.type === 'linkReference') return { type: 'link', url, title, children: node.children };
  return { type: 'image', url, title, alt: node.alt ?? '' };
}

function tooLongTargets(lineNumber: number): MarkdownLimitError {
  return new MarkdownLimitError(
    'length',
    `The references up to line ${lineNumber} stand for more than ${MAX_RESOLVED_LENGTH} characters of targets. Show it as raw text.`,
    { lineNumber, maxResolvedLength: MAX_RESOLVED_LENGTH },
  );
}
