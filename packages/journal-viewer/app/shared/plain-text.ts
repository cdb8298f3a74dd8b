import type { Inline } from '@opta/journal-format';

/** The text of a line of a log, without its markup. */
export function plainText(inline: Inline): string {
  return typeof inline === 'string' ? inline : inline.map(textOfNode).join('');
}

function textOfNode(node: object): string {
  if ('value' in node) return String(node.value);
  return 'children' in node ? (node.children as object[]).map(textOfNode).join('') : '';
}
