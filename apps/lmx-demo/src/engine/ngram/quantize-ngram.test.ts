import { describe, expect, it } from 'vitest';
import type { NgramData } from './ngram-data.js';
import { NgramTable } from './ngram-table.js';
import { quantizeNgram } from './quantize-ngram.js';
import { formatRuns, readRuns } from './table-runs.js';
import { trainNgram } from './train-ngram.js';

function quantize(data: NgramData, bits: number): { data: NgramData; shares: number[] } {
  const smaller = quantizeNgram(data, bits);
  const shares: number[] = [];
  let step = smaller.next();
  for (; !step.done; step = smaller.next()) shares.push(step.value);
  return { data: step.value, shares };
}

/** A model of order 2 with one context. */
function dataWith(entries: [number, number][]): NgramData {
  const unigrams = formatRuns([{ context: [], entries: [[9, 1]] }]);
  const bigrams = formatRuns([{ context: [1], entries }]);
  return { order: 2, vocabulary: ['', 'a'], tables: [unigrams, bigrams], openings: [], topics: [] };
}

describe('a quantized model', () => {
  it('has counts that fit into the bits, in about the same proportions', () => {
    const { data } = quantize(
      dataWith([
        [2, 100],
        [3, 50],
        [4, 1],
      ]),
      2,
    );
    expect([...readRuns(data.tables[1] ?? [], 1)]).toEqual([
      {
        context: [1],
        entries: [
          [2, 3],
          [3, 2],
        ],
      },
    ]);
  });

  it('always keeps what is likeliest', () => {
    const { data } = quantize(
      dataWith([
        [2, 1_000],
        [3, 1],
      ]),
      1,
    );
    expect([...readRuns(data.tables[1] ?? [], 1)]).toEqual([{ context: [1], entries: [[2, 1]] }]);
  });

  it('leaves out contexts that say what the shorter one says', () => {
    const original = trainNgram(['the deep sea is blue'], 4);
    const { data, shares } = quantize(original, 8);
    expect(data.tables[3]).toEqual([]);
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
    const [before, after] = [new NgramTable(original), new NgramTable(data)];
    const context = ['the', ' deep', ' sea'].map((token) => before.numberOf(token) ?? -1);
    expect([...after.weigh(context).keys()]).toEqual([...before.weigh(context).keys()]);
  });
});
