import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRedactor } from '../index.js';

const GITHUB = `ghp_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;
const PEM = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\n'.repeat(20)}-----END PRIVATE KEY-----`;
const TEXT = `Use the token ${GITHUB}, or set api_key: "Zk3vQ9xT7mB2wL5n" in a file.\n${PEM}\nThen go on. ${'words and words '.repeat(40)}`;

function inPieces(text: string, lengths: readonly number[]): string {
  const stream = createRedactor().openStream();
  let result = '';
  let at = 0;
  for (const length of lengths) {
    result += stream.push(text.slice(at, at + length));
    at += length;
  }
  return result + stream.push(text.slice(at)) + stream.end();
}

it('a text in pieces is redacted as it would be in one', () => {
  const whole = createRedactor().redactText(TEXT);
  expect(whole).not.toContain('MIIE');
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 60 }), (lengths) => {
      expect(inPieces(TEXT, lengths)).toBe(whole);
    }),
    { numRuns: 500 },
  );
});

it('piece by piece, character by character', () => {
  expect(
    inPieces(
      TEXT,
      Array.from(TEXT, () => 1),
    ),
  ).toBe(createRedactor().redactText(TEXT));
});

it('what is certain comes out before the end', () => {
  const stream = createRedactor().openStream();
  expect(stream.push('word '.repeat(200))).toBe('word '.repeat(148));
  expect(stream.push(' more')).not.toBe('');
});
