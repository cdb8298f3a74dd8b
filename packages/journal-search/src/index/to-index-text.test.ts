import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listTokens } from '../documents/document.js';
import { encodeToken } from '../tokens/encode-token.js';
import { toIndexText } from './to-index-text.js';

/** What FTS5 makes of a text by `ascii tokenchars '_'`. */
function ftsTokens(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
}

const text = fc
  .array(fc.constantFrom('a', 'Z', '7', '_', '-', ' ', '\n', '\0', '|', '#', 'é', '京', 'x'.repeat(201)), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));
const block = fc.record({ text, from: fc.constantFrom(0, 0, 3) });

describe('the text that the index gets', () => {
  it('has the tokens of the document, encoded, and says how many', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        const tokens = listTokens({ blocks });
        const indexed = toIndexText({ blocks });
        expect(indexed.text).toMatch(/^[\x01-\x7f]*$/);
        expect(ftsTokens(indexed.text)).toEqual(tokens.map(encodeToken));
        expect(indexed.tokens).toBe(tokens.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is what was written where that is plain', () => {
    expect(toIndexText({ blocks: [{ text: 'Loaded model_a twice', from: 0 }] })).toEqual({
      text: 'Loaded model a twice',
      tokens: 4,
    });
  });
});
