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

/** Spread of the ratios within each round: what else the machine does touches both sides of a round. */
export function ratioOf(values: readonly number[], bases: readonly number[]): Spread {
  return spreadOf(values.map((value, round) => value / (bases[round] as number)));
}

/**
 * The smallest of the values that is not below so many percent of them.
 *
 * @param sorted - ascending, at least one
 */
export function percentileOf(sorted: ArrayLike<number>, percent: number): number {
  // 99.9 % of 1,000 are not quite 999 in binary.
  const rank = Math.ceil((percent * sorted.length) / 100 - 1e-9);
  return sorted[Math.max(rank, 1) - 1] as number;
}

/** `12.3 (11.0–14.8)` */
export function formatSpread({ median, minimum, maximum }: Spread, digits = 1): string {
  return `${median.toFixed(digits)} (${minimum.toFixed(digits)}–${maximum.toFixed(digits)})`;
}
