import type { Nodes, Parents } from 'mdast';

/**
 * How many blank lines stand between two blocks. A heading below the title stands right above its
 * list, its table or its first subheading, as in every log of ours; all else has one blank line.
 */
export function joinBlocks(left: Nodes, right: Nodes, parent: Parents): 0 | 1 {
  if (parent.type === 'list') return parent.spread ? 1 : 0;
  if (parent.type === 'listItem') return parent.spread ? 1 : joinInItem(left, right);
  return left.type === 'heading' && left.depth > 1 && standsBelowHeading(right, left.depth) ? 0 : 1;
}

function standsBelowHeading(node: Nodes, depth: number): boolean {
  switch (node.type) {
    case 'list':
    case 'table':
      return true;
    case 'heading':
      return node.depth > depth;
    case 'verbatimMarkdown':
      return /^(?:[-+*] |\d{1,9}[.)] |\||#{2,6} )/.test(node.value);
    default:
      return false;
  }
}

/** Between the blocks of a tight item a blank line stands only where they would become one. */
function joinInItem(left: Nodes, right: Nodes): 0 | 1 {
  if (left.type === 'html' || left.type === 'verbatimMarkdown') return 1;
  if (left.type === 'blockquote' && right.type === 'blockquote') return 1;
  const tail = lastBlock(left);
  if (tail.type !== 'paragraph' && tail.type !== 'definition') return 0;
  switch (right.type) {
    case 'paragraph':
    case 'definition':
    case 'html':
    case 'verbatimMarkdown':
    case 'table':
      return 1;
    case 'thematicBreak':
      return left.type === 'paragraph' ? 1 : 0;
    case 'list':
      // Such a list cannot interrupt a paragraph.
      return (right.ordered && (right.start ?? 1) !== 1) || right.children[0]?.children.length === 0 ? 1 : 0;
    default:
      return 0;
  }
}

function lastBlock(node: Nodes): Nodes {
  let last = node;
  while (last.type === 'blockquote' || last.type === 'list' || last.type === 'listItem') {
    const child = last.children[last.children.length - 1];
    if (child === undefined) break;
    last = child;
  }
  return last;
}
