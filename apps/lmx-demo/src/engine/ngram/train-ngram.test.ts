import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { END_TOKEN, ngramDataSchema } from './ngram-data.js';
import { NgramTable } from './ngram-table.js';
import { formatRuns, readRuns } from './table-runs.js';
import { trainNgram } from './train-ngram.js';

/** What may follow a text, by the texts of the tokens. */
function weigh(table: NgramTable, ...context: string[]): Record<string, number> {
  const numbers = context.map((token) => table.numberOf(token) ?? -1);
  return Object.fromEntries(
    [...table.weigh(numbers)].map(([token, weight]) => [table.textOf(token), weight]),
  );
}

describe('a trained model', () => {
  const table = new NgramTable(trainNgram(['the sea is blue\n\nthe sea is deep\n\nthe sea was blue'], 3));

  it('prefers what followed most often', () => {
    const { ' is': is = 0, ' was': was = 0 } = weigh(table, 'the', ' sea');
    expect(is).toBeCloseTo(2 * was);
  });

  it('backs off to what followed the shorter context', () => {
    expect(Object.keys(weigh(table, ' green', ' sea'))).toEqual([' is', ' was']);
  });

  it('knows where a text ends', () => {
    expect(weigh(table, ' is', ' deep')).toEqual({ '': expect.any(Number) });
    expect([...table.weigh([table.numberOf(' deep') ?? -1])]).toEqual([[END_TOKEN, expect.any(Number)]]);
  });

  it('falls back to single tokens where it knows nothing of the context', () => {
    expect(Object.keys(weigh(table, ' green'))).toContain(' sea');
  });

  it('begins with the sentences that it has read, and knows their topics', () => {
    const begun = new NgramTable(trainNgram(['The sea is deep. Ships sail on it.'], 3));
    expect(begun.openings.map((opening) => opening.map((token) => begun.textOf(token)))).toEqual([
      ['The', ' sea'],
      [' Ships', ' sail'],
    ]);
    expect(begun.topics.get('ship')).toEqual([1]);
  });

  it('of nothing has nothing to say', () => {
    const empty = new NgramTable(trainNgram([], 3));
    expect([...empty.weigh([])]).toEqual([[END_TOKEN, 1]]);
  });

  it('is one that a file can hold, whatever it was trained on', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 5 }), (all, order) => {
        const data = trainNgram(all, order);
        expect(ngramDataSchema.parse(JSON.parse(JSON.stringify(data)))).toEqual(data);
        expect(data.tables).toHaveLength(order);
        expect(() => new NgramTable(data)).not.toThrow();
      }),
    );
  });
});

describe('the runs of a table', () => {
  it('are read as they were written', () => {
    const number = fc.nat(9);
    const run = fc.record({
      context: fc.tuple(number, number),
      entries: fc.array(fc.tuple(number, number)),
    });
    fc.assert(
      fc.property(fc.array(run), (runs) => {
        expect([...readRuns(formatRuns(runs), 2)]).toEqual(runs);
      }),
    );
  });

  it('that break off are refused', () => {
    expect(() => [...readRuns([1, 2, 1, 9], 2)]).toThrow('contexts of 2 tokens ends within a run at 0');
    expect(() => [...readRuns([1], 2)]).toThrow(RangeError);
  });
});
