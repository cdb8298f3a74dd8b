/** Parts of a text, as UTF-16 offsets `[from, to)`, ascending, that do not overlap. */
export type Marks = readonly (readonly [number, number])[];

/** Where a text stands in another one, upper and lower case alike. */
export function findMarks(text: string, searched: string): Marks {
  if (searched === '') return [];
  const pattern = new RegExp(searched.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'giu');
  return Array.from(text.matchAll(pattern), ({ 0: found, index }) => [index, index + found.length]);
}
