export interface Spread {
  median: number;
  minimum: number;
  maximum: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median =
    sorted.length % 2 === 1
      ? (sorted[Math.floor(middle)] as number)
      : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  return { median, minimum: sorted[0] as number, maximum: sorted.at(-1) as number };
}

/** `12.3 (11.0–14.8)` */
export function formatSpread({ median, minimum, maximum }: Spread, digits = 1): string {
  return `${median.toFixed(digits)} (${minimum.toFixed(digits)}–${maximum.toFixed(digits)})`;
}
