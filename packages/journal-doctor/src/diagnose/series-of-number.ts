import type { SeriesDefinition } from '@opta/journal-ids';

/** The name of the series that has a number; undefined if none has. */
export function seriesOfNumber(number: number, series: SeriesDefinition): string | undefined {
  return Object.entries(series).find(([, { ranges }]) =>
    ranges.some(([from, to]) => number >= from && number <= to),
  )?.[0];
}
