import { expect, it } from 'vitest';
import { negotiateType } from './negotiate-type.js';

const OFFERED = ['text/plain', 'text/markdown', 'text/html', 'application/json'] as const;

it.each([
  [null, 'text/plain'],
  ['', 'text/plain'],
  ['*/*', 'text/plain'],
  ['text/*', 'text/plain'],
  ['text/markdown', 'text/markdown'],
  ['TEXT/HTML', 'text/html'],
  ['application/json', 'application/json'],
  ['application/json, text/plain, */*', 'text/plain'],
  ['application/json, text/plain;q=0.9', 'application/json'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
  ['text/plain;q=0, */*', 'text/markdown'],
  ['text/*;q=0.5, application/*;q=0.6', 'application/json'],
  ['text/html; charset=utf-8; q=0.3, text/markdown; q=0.2', 'text/html'],
  ['text/html;q=2', undefined],
  ['text/html;q=x', undefined],
  ['image/png', undefined],
  ['*/*;q=0', undefined],
  [',,;;/', undefined],
])('takes from %j the one that is liked best: %s', (accept, expected) => {
  expect(negotiateType(accept, OFFERED)).toBe(expected);
});
