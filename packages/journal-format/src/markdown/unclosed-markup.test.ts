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

describe('unclosedMarkup', () => {
  it('changes nothing of what a parser reads', () => {
    fc.assert(
      fc.property(text, (source) => {
        expect(fromMarkdown(source, { extensions: [unclosedMarkup()] })).toEqual(fromMarkdown(source));
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
