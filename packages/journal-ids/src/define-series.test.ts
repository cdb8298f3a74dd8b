import { describe, expect, it } from 'vitest';
import { DEFAULT_SERIES } from './default-series.js';
import { defineSeries } from './define-series.js';
import type { JournalIdsError } from './errors.js';
import type { NumberRange } from './types.js';

function problemsOf(input: unknown): string[] {
  try {
    defineSeries(input as Record<string, { ranges: NumberRange[] }>);
  } catch (error) {
    expect(error).toMatchObject({ code: 'JOURNAL_IDS_SERIES_INVALID' });
    return (error as JournalIdsError).facts.problems as string[];
  }
  return [];
}

describe('defineSeries', () => {
  it('has standard and promotion as its default', () => {
    expect(DEFAULT_SERIES).toEqual({
      standard: { ranges: [[1, 199]] },
      promotion: { ranges: [[200, 999]] },
    });
  });

  it('gives a frozen definition that no longer depends on its input', () => {
    const input = { standard: { ranges: [[1, 199]] as NumberRange[] } };
    const series = defineSeries(input);
    input.standard.ranges.push([300, 400]);
    expect(series.standard?.ranges).toEqual([[1, 199]]);
    expect(Object.isFrozen(series) && Object.isFrozen(series.standard?.ranges[0])).toBe(true);
  });

  it('lets ranges of different series overlap', () => {
    expect(problemsOf({ a: { ranges: [[1, 100]] }, b: { ranges: [[50, 150]] } })).toEqual([]);
  });

  it('reports all mistakes at once', () => {
    const problems = problemsOf({
      'Big Name': { ranges: [[1, 2]] },
      empty: { ranges: [] },
      zero: { ranges: [[0, 5]] },
      reversed: { ranges: [[9, 1]] },
      broken: { ranges: [[1.5, 3]] },
      huge: { ranges: [[1, 2 ** 60]] },
      twice: {
        ranges: [
          [1, 10],
          [20, 30],
          [10, 20],
        ],
      },
    });
    expect(problems.map((problem) => problem.slice(0, 12))).toEqual([
      '"Big Name" c',
      '"empty" has ',
      '"zero": the ',
      '"reversed": ',
      '"broken": th',
      '"huge": the ',
      '"twice": the',
      '"twice": the',
    ]);
    expect(problems[3]).toContain('did you mean [1, 9]?');
    expect(problems[6]).toBe('"twice": the ranges [1,10] and [10,20] overlap');
  });

  it.each([undefined, null, 7, [], {}, { a: 1 }, { a: { ranges: [[1]] } }, { a: { ranges: [['1', 2]] } }])(
    'refuses %j',
    (input) => {
      expect(problemsOf(input).length).toBeGreaterThan(0);
    },
  );

  it('is not confused by a name of Object.prototype', () => {
    expect(defineSeries({ constructor: { ranges: [[1, 2]] as NumberRange[] } }).constructor).toEqual({
      ranges: [[1, 2]],
    });
  });
});
