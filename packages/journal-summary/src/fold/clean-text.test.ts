import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.js';

describe('cleanText', () => {
  it('puts a text on one line', () => {
    expect(cleanText(' a\r\n\u2028b\tc\u0085', 100)).toBe('a b c');
  });

  it('cuts at the length, with a sign that something is missing', () => {
    expect(cleanText('abcdef', 6)).toBe('abcdef');
    expect(cleanText('abcdefg', 6)).toBe('abcde…');
  });

  it('cuts no character into halves', () => {
    expect(cleanText('abcd😀fg', 6)).toBe('abcd…');
  });
});
