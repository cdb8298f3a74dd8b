/** How often something was found, by form or by kind. */
export type Counts = Record<string, number>;

export function addCount(counts: Counts, key: string, count = 1): void {
  counts[key] = (counts[key] ?? 0) + count;
}

export function addCounts(counts: Counts, others: Readonly<Counts>): void {
  for (const [key, count] of Object.entries(others)) addCount(counts, key, count);
}

export function totalOf(counts: Readonly<Counts>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
