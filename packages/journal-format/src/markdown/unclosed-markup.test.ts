import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { unclosedMarkup } from './unclosed-markup.js';

const piece = fc.constantFrom(
  ...[
    '<',
    '<!--',
    '-->',
    '->',
    '-',
    '<?',
    '?>',
    '?',
    '<!A',
    '<!',
    '<![CDATA[',
    ']]>',
    ']>',
    '>',
    '[',
    ']',
    '!',
  ],
  ...[
    '`',
    '``',
    '```',
    '\\',
    '\\`',
    'a',
    ' b ',
    '\n',
    '\n> ',
    '<b>',
    '<b c="',
    '"',
    '<ab:c>',
    '&amp;',
    '*',
    '[d](e)',
  ],
);
const text = fc.array(piece, { maxLength: 24 }).map((pieces) => `a ${pieces.join('')}`);

/**
 * A tree without the places of what is in a paragraph: whether the mark of a quote's next line belongs to a text depends
 * on how that ends, and nobody asks.
 */
function read(source: string, extensions: ReturnType<typeof unclosedMarkup>[] = []): unknown {
  return JSON.parse(JSON.stringify(fromMarkdown(source, { extensions })), (_, value) => {
    if (value?.type !== 'paragraph') return value;
    return { ...value, children: JSON.parse(JSON.stringify(value.children), withoutPosition) };
  });
}

function withoutPosition(key: string, value: unknown): unknown {
  return key === 'position' ? undefined : value;
}

describe('unclosedMarkup', () => {
  it('changes nothing of what a parser reads', () => {
    fc.assert(
      fc.property(text, (source) => {
        expect(read(source, [unclosedMarkup()])).toEqual(read(source));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['a <!-- b <!-- c', 'a `b ``c `d', 'a <!-- b --> <!-- c', 'a <![CDATA[b <![CDATA['])(
    'leaves as text what nothing closes: %s',
    (source) => {
      expect(fromMarkdown(source, { extensions: [unclosedMarkup()] })).toEqual(fromMarkdown(source));
    },
  );
});
