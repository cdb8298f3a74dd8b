/** A whole number with its thousands separated, `61,234`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** At most two decimals, without trailing zeros. */
export function formatDecimal(value: number): string {
  return value.toFixed(2).replace(/\.?0+$/, '');
}

/** `1 model`, `2 models`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `once`, `2 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : `${formatCount(count)} times`;
}

/** Milliseconds for a table: whole from 10 on, one decimal below. */
export function formatMs(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return NOT_KNOWN;
  return milliseconds < 9.95
    ? formatDecimal(Math.round(milliseconds * 10) / 10)
    : formatCount(Math.round(milliseconds));
}

/** Stands in a cell for what is not known or does not apply. */
export const NOT_KNOWN = '–';
