import type { PhrasingContent } from 'mdast';
import type { Inline } from '../types.js';

/** The words of inline content without their markup; of an image its description, of HTML its source. */
export function inlineToText(inline: Inline): string {
  return typeof inline === 'string' ? inline : inline.map(nodeToText).join('');
}

function nodeToText(node: PhrasingContent): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'html':
      return node.value;
    case 'break':
      return ' ';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'footnoteReference':
      return `[^${node.label ?? node.identifier}]`;
    default:
      return 'children' in node ? inlineToText(node.children) : '';
  }
}
