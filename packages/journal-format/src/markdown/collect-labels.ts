import type { Nodes } from 'mdast';
import { normalizeLabel } from './write-resource.js';

/** `[label]:` in source that is written as it is; it may also be found where it defines nothing. */
const DEFINITION = /\[((?:[^[\]\\]|\\.){1,999})\]:/g;

/**
 * The labels that a document defines for links and footnotes (those with `^`), found anywhere in the
 * tree. Brackets in text are a reference only where their label is one of these.
 */
export function collectLabels(tree: Nodes): Set<string> {
  const labels = new Set<string>();
  addLabels(tree, labels);
  return labels;
}

function addLabels(node: Nodes, labels: Set<string>): void {
  switch (node.type) {
    case 'definition':
    case 'footnoteDefinition': {
      const prefix = node.type === 'definition' ? '' : '^';
      labels.add(normalizeLabel(prefix + node.identifier));
      if (node.label) labels.add(normalizeLabel(prefix + node.label));
      break;
    }
    case 'html':
    case 'verbatimMarkdown':
      if (!node.value.includes(']:')) return;
      for (const match of node.value.matchAll(DEFINITION)) labels.add(normalizeLabel(match[1] ?? ''));
      return;
    // Inline content defines nothing; not looking into it keeps the pass short.
    case 'paragraph':
    case 'heading':
    case 'table':
      return;
    default:
  }
  if ('children' in node) for (const child of node.children) addLabels(child, labels);
}
