const RANGE = /^(\d{1,9})-(\d{1,9})$/;

/** What `--series` means: a range of numbers, or else the name of a series. */
export function readSeries(text: string): string | { from: number; to: number } {
  const [, from, to] = RANGE.exec(text) ?? [];
  return from === undefined || to === undefined ? text : { from: Number(from), to: Number(to) };
}
