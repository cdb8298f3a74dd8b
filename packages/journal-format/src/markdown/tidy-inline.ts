import type { PhrasingContent } from 'mdast';

/**
 * Inline content with only the fields that markdown says, in a fixed order, on one line: texts
 * merged, empty nodes dropped, breaks and line endings as spaces, references as text.
 */
export function tidyInline(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const tidied: PhrasingContent[] = [];
  for (const node of nodes) {
    for (const next of tidyNode(node)) {
      const last = tidied.at(-1);
      if (next.type === 'text' && last?.type === 'text') last.value += next.value;
      else tidied.push(next);
    }
  }
  return tidied;
}

function tidyNode(node: PhrasingContent): PhrasingContent[] {
  switch (node.type) {
    case 'text':
      return textNodes(node.value);
    case 'inlineCode':
      return node.value === '' ? [] : [{ type: 'inlineCode', value: toOneLine(node.value) }];
    case 'html':
      return node.value === '' ? [] : [{ type: 'html', value: toOneLine(node.value) }];
    case 'break':
      return textNodes(' ');
    case 'emphasis':
    case 'strong':
    case 'delete': {
      const children = tidyInline(node.children);
      return children.length === 0 ? [] : [{ type: node.type, children }];
    }
    case 'link':
      return [
        {
          type: 'link',
          title: tidyTitle(node.title),
          url: toOneLine(node.url),
          children: tidyInline(node.children),
        },
      ];
    case 'image':
      return [
        {
          type: 'image',
          title: tidyTitle(node.title),
          url: toOneLine(node.url),
          alt: toOneLine(node.alt ?? ''),
        },
      ];
    case 'linkReference':
      return tidyInline(node.children);
    case 'imageReference':
      return textNodes(node.alt ?? '');
    case 'footnoteReference':
      return textNodes(`[^${node.label ?? node.identifier}]`);
    default:
      return [];
  }
}

function textNodes(value: string): PhrasingContent[] {
  return value === '' ? [] : [{ type: 'text', value: toOneLine(value) }];
}

function tidyTitle(title: string | null | undefined): string | null {
  return title ? toOneLine(title) : null;
}

/** A parser reads NUL as U+FFFD. */
function toOneLine(value: string): string {
  return value.replace(/\r\n|\r|\n/g, ' ').replaceAll('\0', '\uFFFD');
}
