import { expect, it } from 'vitest';
import { readRange } from './read-range.js';

it.each([
  ['bytes=0-0', { from: 0, to: 0 }],
  ['bytes=2-4', { from: 2, to: 4 }],
  ['bytes=2-', { from: 2, to: 9 }],
  ['bytes=9-100', { from: 9, to: 9 }],
  ['bytes=-3', { from: 7, to: 9 }],
  ['bytes=-100', { from: 0, to: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=4-2', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,3-4', undefined],
  ['lines=0-1', undefined],
  ['bytes=0x1-2', undefined],
])('%s of ten bytes is %j', (header, expected) => {
  expect(readRange(header, 10)).toEqual(expected);
});

it('finds nothing in an empty content', () => {
  expect([readRange('bytes=0-', 0), readRange('bytes=-1', 0)]).toEqual(['unsatisfiable', 'unsatisfiable']);
});
