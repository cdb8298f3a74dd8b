import type { Spread } from './statistics.js';

/** One comparison: it measures all its candidates interleaved and gives a table. */
export interface Benchmark {
  name: string;
  title: string;
  /** @param rounds how often each candidate is measured */
  run(rounds: number): Promise<Result>;
}

export interface Result {
  columns: string[];
  rows: string[][];
  /** What one has to know to read the table. */
  remarks: string[];
  /** What was to be reached, and whether it was. Never a reason to fail. */
  goals?: Goal[];
  /** Panels of the one picture that goes with the table. */
  plots?: Plot[];
}

export interface Goal {
  /** In words, with the number. */
  goal: string;
  /** What was measured, with its spread. */
  figure: string;
  /** Undefined where this machine cannot tell. */
  isReached: boolean | undefined;
}

export interface Plot {
  /** With the unit. */
  title: string;
  bars: Bar[];
}

export interface Bar {
  label: string;
  spread: Spread;
}
