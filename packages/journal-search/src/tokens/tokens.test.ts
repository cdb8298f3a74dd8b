import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeToken } from './encode-token.js';
import { forEachToken, tokenize } from './tokenize.js';

describe('the tokens of a text', () => {
  it.each([
    ['model_loaded', ['model', 'loaded']],
    ['inferencerlabs/MiniMax-M2.5', ['inferencerlabs', 'minimax', 'm2', '5']],
    ['Café CAFÉ cafe\u0301', ['cafe', 'cafe', 'cafe']],
    ['Straße STRASSE', ['strasse', 'strasse']],
    ['ΟΔΟΣ οδος', ['οδοσ', 'οδοσ']],
    ['İstanbul', ['istanbul']],
    ['ﬁle Ｆｕｌｌ ½', ['file', 'full', '1', '2']],
    ['東京 tower', ['東', '京', 'tower']],
    ['ガイド한글', ['カ', 'イ', 'ト', '한', '글']],
    ['日本2026年', ['日', '本', '2026', '年']],
    ['… — \u0301', []],
  ])('%s', (text, tokens) => {
    expect(tokenize(text.normalize('NFC'))).toEqual(tokens);
  });

  it('are the same however a text is composed, and in any case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const tokens = tokenize(text.normalize('NFC'));
        expect(tokenize(text.normalize('NFD').normalize('NFC'))).toEqual(tokens);
      }),
    );
  });

  it('stand where the text says', () => {
    const text = 'Ein Café, 東京: model_loaded';
    const words: string[] = [];
    forEachToken(text, (_, from, to) => words.push(text.slice(from, to)));
    expect(words).toEqual(['Ein', 'Café', '東', '京', 'model', 'loaded']);
  });

  it('have a bounded length', () => {
    expect(tokenize('a'.repeat(100_000))).toEqual(['a'.repeat(200)]);
  });
});

describe('the encoding of a token', () => {
  const token = fc.string({ unit: fc.constantFrom('a', 'b', '4', 'é', 'я', '京', '\uD83D') });

  it('is ASCII, and different for different tokens', () => {
    fc.assert(
      fc.property(token, token, (a, b) => {
        expect(encodeToken(a)).toMatch(/^[a-z0-9_]+$/);
        expect(encodeToken(a) === encodeToken(b)).toBe(a === b);
      }),
    );
  });

  it('begins as that of a beginning, and of nothing else', () => {
    fc.assert(
      fc.property(token, token, (a, b) => {
        fc.pre(a !== '' && b !== '');
        expect(encodeToken(b).startsWith(encodeToken(a))).toBe(b.startsWith(a));
      }),
    );
  });
});
