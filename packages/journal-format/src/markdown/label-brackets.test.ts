import type { PhrasingContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { normalizeInline } from './normalize-inline.js';
import { parseMarkdown } from './parse-markdown.js';
import { serializeMarkdown } from './serialize-markdown.js';

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const link = (...children: PhrasingContent[]): PhrasingContent => ({
  type: 'link',
  title: null,
  url: 'https://example.org',
  children,
});

describe('brackets in the text of a real link', () => {
  it.each([
    '[a](b)',
    '[a](b) and [c]',
    '[[a](b)](c)',
    '[a]',
    '[',
    ']',
    '](x)',
    '![a](b)',
    '\\[a](b)',
    '[a [b](c)',
  ])('stay text: %s', (value) => {
    const content = [text('see '), link(text(value)), text('.')];
    expect(normalizeInline(content)).toEqual(content);
  });

  it('stay text where the document defines a footnote of that name (they ended the link too early)', () => {
    const source = serializeMarkdown({
      type: 'root',
      children: [
        { type: 'paragraph', children: [link(text('[^1]'))] },
        {
          type: 'footnoteDefinition',
          identifier: '1',
          children: [{ type: 'paragraph', children: [text('b')] }],
        },
      ],
    });
    expect(source).toBe('[\\[^1\\]](https://example.org)\n\n[^1]: b\n');
    expect(parseMarkdown(source).children[0]).toMatchObject({
      children: [{ type: 'link', children: [{ type: 'text', value: '[^1]' }] }],
    });
  });
});
