import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnoseNames } from './diagnose-names.js';

const numbersOf = (...names: string[]): number[] => diagnoseNames(names).map(({ facts }) => facts.number);

describe('diagnoseNames', () => {
  it('finds a number that two logs bear, and says who has which', () => {
    const [finding, ...others] = diagnoseNames([
      { fileName: '007_2026-02-24_theirs.md', heads: ['origin/main'] },
      { fileName: '007_2026-02-24_ours.md', heads: ['HEAD', 'side'] },
      { fileName: '008_2026-02-24_other.md', heads: ['HEAD'] },
    ]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'duplicate-number',
      severity: 'error',
      files: ['007_2026-02-24_ours.md', '007_2026-02-24_theirs.md'],
      facts: { number: 7, series: 'standard' },
      message:
        'Number 007 is borne by 2 logs: "007_2026-02-24_ours.md" ("HEAD", "side"), "007_2026-02-24_theirs.md" ("origin/main").',
    });
  });

  it('compares numbers and not their digits', () => {
    expect(numbersOf('007_2026-02-24_a.md', '0007_2026-02-25_b.md', '7_c.md', '070_2026-02-24_d.md')).toEqual(
      [7],
    );
  });

  it('finds a name that is there twice', () => {
    expect(numbersOf('201_2026-02-24_a.md', '201_2026-02-24_a.md')).toEqual([201]);
  });

  it('lets conflict copies, temporary files and everything else be', () => {
    expect(
      numbersOf(
        '007_2026-02-24_a.md',
        '007_2026-02-24_a 2.md',
        '007_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md',
        '007_2026-02-24_a.md.tmp',
        'README.md',
        'last-numbers.txt',
      ),
    ).toEqual([]);
  });

  it('names a number without a series, and the archived log first', () => {
    const [finding] = diagnoseNames(['5_a.md', { fileName: '5_b.md', archived: '2026-01' }], {
      series: { late: { ranges: [[10, 20]] } },
    });
    expect(finding?.facts).not.toHaveProperty('series');
    expect(finding?.files).toEqual(['5_b.md', '5_a.md']);
  });

  it('finds exactly the numbers that stand in more than one name', () => {
    const name = fc.tuple(
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 3 }),
      fc.stringMatching(/^[a-z]{1,8}$/),
    );
    fc.assert(
      fc.property(fc.array(name), (parts) => {
        const names = parts.map(
          ([number, zeros, slug]) => `${'0'.repeat(zeros)}${number}_2026-02-24_${slug}.md`,
        );
        const numbers = parts.map(([number]) => number);
        const shared = new Set(numbers.filter((number, index) => numbers.indexOf(number) !== index));
        expect(numbersOf(...names)).toEqual([...shared].sort((a, b) => a - b));
      }),
    );
  });
});
