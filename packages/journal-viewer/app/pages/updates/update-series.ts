/** A series of numbers. Which there are is a setting of the writing program; these are those that it has by default. */
export interface UpdateSeries {
  name: string;
  title: string;
  /** First and last number. */
  range: readonly [from: number, to: number];
}

export const SERIES: readonly UpdateSeries[] = [
  { name: 'standard', title: 'Standard', range: [1, 199] },
  { name: 'promotion', title: 'Promotion', range: [200, 999] },
];

/** What belongs to none of them: another number, or none. */
export const OTHER = 'other';

/** Name of the series of a number. */
export function seriesOf(number: number | undefined): string {
  const found = SERIES.find(
    ({ range: [from, to] }) => number !== undefined && number >= from && number <= to,
  );
  return found?.name ?? OTHER;
}
