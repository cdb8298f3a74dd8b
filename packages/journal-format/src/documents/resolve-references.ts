import type { Definition, Nodes, Root } from 'mdast';

/**
 * Turns references into the links and images that they stand for, in place: so a text keeps its link
 * where it is read apart from the document's definitions. Footnotes stay as they are.
 */
export function resolveReferences(root: Root): void {
  const definitions = new Map<string, Definition>();
  collectDefinitions(root, definitions);
  if (definitions.size > 0) resolveIn(root, definitions);
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

function resolveIn(node: Nodes, definitions: ReadonlyMap<string, Definition>): void {
  if (!('children' in node)) return;
  node.children = node.children.map((child) => resolve(child, definitions)) as typeof node.children;
  for (const child of node.children) resolveIn(child, definitions);
}

function resolve(node: Nodes, definitions: ReadonlyMap<string, Definition>): Nodes {
  if (node.type !== 'linkReference' && node.type !== 'imageReference') return node;
  const definition = definitions.get(node.identifier);
  if (definition === undefined) return node;
  const { url, title = null } = definition;
  if (node.type === 'linkReference') return { type: 'link', url, title, children: node.children };
  return { type: 'image', url, title, alt: node.alt ?? '' };
}
