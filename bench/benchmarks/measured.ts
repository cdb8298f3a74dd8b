import type { Plot } from '../benchmark.js';
import { formatSpread, ratioOf, type Spread, spreadOf } from '../statistics.js';

/** What one candidate took, once a round. */
export interface Measured {
  /** What it is about. Candidates of the same are compared with the first of them. */
  what: string;
  name: string;
  values: number[];
}

/** Of each: what, candidate, figure, ratio to the first of the same. */
export function rowsOf(all: readonly Measured[], digits = 1): string[][] {
  return all.map((one) => {
    const base = all.find(({ what }) => what === one.what) ?? one;
    return [
      one.what,
      one.name,
      formatSpread(spreadOf(one.values), digits),
      formatSpread(ratioOf(one.values, base.values), 2),
    ];
  });
}

/** How often one of them has the other one in it, within each round. */
export function ratioBetween(
  all: readonly Measured[],
  what: string,
  { name, to }: { name: string; to: string },
): Spread {
  return ratioOf(find(all, what, name).values, find(all, what, to).values);
}

export function find(all: readonly Measured[], what: string, name: string): Measured {
  const found = all.find((one) => one.what === what && one.name === name);
  if (found === undefined) throw new Error(`${name} (${what}) was not measured`);
  return found;
}

/** A panel for each thing that candidates are compared in. */
export function plotsOf(all: readonly Measured[], unit: string): Plot[] {
  return [...new Set(all.map(({ what }) => what))].map((what) => ({
    title: `${what}, ${unit}`,
    bars: all
      .filter((one) => one.what === what)
      .map(({ name, values }) => ({ label: name, spread: spreadOf(values) })),
  }));
}
