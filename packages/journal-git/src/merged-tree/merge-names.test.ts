import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeNames } from './merge-names.js';

const names = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom('1', '2')), {
    selector: ([path]) => path,
  })
  .map((entries) => new Map<string, string>(entries));

describe('mergeNames', () => {
  it('keeps what either side has added, and nothing that one of them has renamed away', () => {
    const base = new Map([['old', '1']]);
    const ours = new Map([['new', '1']]);
    const theirs = new Map([
      ['old', '1'],
      ['more', '2'],
    ]);
    expect([...mergeNames(ours, theirs, base).names.keys()].sort()).toEqual(['more', 'new']);
  });

  it('contests what both have added with different content, and nothing else', () => {
    const ours = new Map([
      ['both', '1'],
      ['same', '1'],
      ['changed', '2'],
    ]);
    const theirs = new Map([
      ['both', '2'],
      ['same', '1'],
      ['changed', '3'],
    ]);
    expect(mergeNames(ours, theirs, new Map([['changed', '1']])).contested).toEqual(['both']);
  });

  it('gives the same paths whichever side is asked first, and each side what it has against an unchanged one', () => {
    fc.assert(
      fc.property(names, names, names, (ours, theirs, base) => {
        const paths = (merged: { names: Map<string, string> }): string[] => [...merged.names.keys()].sort();
        expect(paths(mergeNames(ours, theirs, base))).toEqual(paths(mergeNames(theirs, ours, base)));
        expect(paths(mergeNames(ours, base, base))).toEqual([...ours.keys()].sort());
        for (const path of paths(mergeNames(ours, theirs, base))) {
          expect(ours.has(path) || theirs.has(path)).toBe(true);
        }
      }),
    );
  });
});
