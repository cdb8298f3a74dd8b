import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGitStatus } from './parse-git-status.js';

const HASHES =
  '100644 100644 100644 0123456789012345678901234567890123456789 9876543210987654321098765432109876543210';
const ordinary = (states: string, path: string): string => `1 ${states} N... ${HASHES} ${path}\0`;
const renamed = (states: string, score: string, to: string, from: string): string =>
  `2 ${states} N... ${HASHES} ${score} ${to}\0${from}\0`;
const unmerged = (states: string, path: string): string =>
  `u ${states} N... 100644 100644 100644 100644 1111111111111111111111111111111111111111 2222222222222222222222222222222222222222 3333333333333333333333333333333333333333 ${path}\0`;

const nothing = { created: [], modified: [], deleted: [], renamed: [] };

describe('parseGitStatus', () => {
  it.each([
    ['added', 'A.', 'created'],
    ['added, then edited', 'AM', 'created'],
    ['intended to be added', '.A', 'created'],
    ['edited', '.M', 'modified'],
    ['edited and staged', 'M.', 'modified'],
    ['of another type', 'T.', 'modified'],
    ['deleted', '.D', 'deleted'],
    ['deleted and staged', 'D.', 'deleted'],
    ['edited, staged, then deleted', 'MD', 'deleted'],
  ])('reads a file that was %s', (_name, states, list) => {
    expect(parseGitStatus(ordinary(states, 'a.md'))).toEqual({ ...nothing, [list]: ['a.md'] });
  });

  it('counts a file that was added and deleted again as neither', () => {
    expect(parseGitStatus(ordinary('AD', 'a.md'))).toEqual(nothing);
  });

  it('keeps both names of a renamed file', () => {
    expect(parseGitStatus(renamed('R.', 'R100', 'new name.md', 'old name.md'))).toEqual({
      ...nothing,
      renamed: [{ from: 'old name.md', to: 'new name.md' }],
    });
  });

  it('reads a file that was renamed and then deleted as the loss of the old one', () => {
    expect(parseGitStatus(renamed('RD', 'R100', 'new.md', 'old.md'))).toEqual({
      ...nothing,
      deleted: ['old.md'],
    });
  });

  it('reads a copy as a new file', () => {
    expect(parseGitStatus(renamed('C.', 'C90', 'copy.md', 'a.md'))).toEqual({
      ...nothing,
      created: ['copy.md'],
    });
  });

  it('reads a file that left the index and is still there as modified', () => {
    expect(parseGitStatus(`${ordinary('D.', 'a.md')}? a.md\0`)).toEqual({ ...nothing, modified: ['a.md'] });
  });

  it.each([
    ['UU', 'modified'],
    ['AA', 'modified'],
    ['DU', 'modified'],
    ['AU', 'created'],
    ['DD', 'deleted'],
  ])('reads a conflict %s as %s', (states, list) => {
    expect(parseGitStatus(unmerged(states, 'a b.md'))).toEqual({ ...nothing, [list]: ['a b.md'] });
  });

  it('passes over headers, ignored files and kinds that it does not know', () => {
    const output = '# branch.head main\0! node_modules/\0x ?? a\0? b.md\0';
    expect(parseGitStatus(output)).toEqual({ ...nothing, created: ['b.md'] });
  });

  it('sorts by code unit and lists a path once', () => {
    expect(parseGitStatus('? b\0? a\0? B\0? a\0')).toEqual({ ...nothing, created: ['B', 'a', 'b'] });
  });

  it('gives nothing for output that breaks off before a path', () => {
    expect(parseGitStatus('1 .M N... 100644\0')).toEqual(nothing);
    expect(parseGitStatus('? a.md')).toEqual(nothing);
    expect(parseGitStatus(`2 R. N... ${HASHES} R100 new.md\0`)).toEqual(nothing);
  });

  it('reads bytes as UTF-8 and shows what is none as replacement characters', () => {
    const output = Buffer.concat([Buffer.from('? größe '), Buffer.from([0xff]), Buffer.from('.md\0')]);
    expect(parseGitStatus(output).created).toEqual(['größe \ufffd.md']);
  });

  it('gives back every name as it is, whatever it contains', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 8 }), (names) => {
        const output = names.map((path) => ordinary('.M', path)).join('');
        expect(parseGitStatus(output).modified).toEqual([...names].sort((a, b) => (a < b ? -1 : 1)));
      }),
      { numRuns: 300 },
    );
  });

  it('never throws', () => {
    const lines = fc.array(
      fc
        .tuple(fc.constantFrom('1', '2', 'u', '?', '!', '#', ''), fc.string())
        .map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(lines, (parts) => {
        expect(Object.keys(parseGitStatus(parts.join('\0')))).toEqual(Object.keys(nothing));
      }),
      { numRuns: 500 },
    );
  });
});
