import type { NumberRange } from './types.js';

/**
 * A set of whole numbers most of which follow each other, kept as runs: a hundred thousand of them take the room of
 * two. Numbers are only ever added.
 */
export class NumberRuns {
  /** Apart from each other by a number at least, in rising order. */
  private runs: NumberRange[] = [];

  /** Adds one number. */
  add(number: number): void {
    const index = this.countUpTo(number);
    const before = this.runs[index - 1];
    if (before !== undefined && number <= before[1]) return;
    const after = this.runs[index];
    const first = before?.[1] === number - 1 ? before[0] : number;
    const last = after?.[0] === number + 1 ? after[1] : number;
    const from = first < number ? index - 1 : index;
    const to = last > number ? index + 1 : index;
    this.runs.splice(from, to - from, [first, last]);
  }

  /** Adds runs, in any order. */
  addRuns(runs: readonly NumberRange[]): void {
    if (runs.length > 0) this.runs = joinRuns([...this.runs, ...runs].sort((a, b) => a[0] - b[0]));
  }

  /** Whether a number is in the set. */
  has(number: number): boolean {
    const run = this.runs[this.countUpTo(number) - 1];
    return run !== undefined && number <= run[1];
  }

  /** The highest number in a range. */
  highestIn([from, to]: NumberRange): number | undefined {
    const run = this.runs[this.countUpTo(to) - 1];
    return run === undefined || run[1] < from ? undefined : Math.min(run[1], to);
  }

  /** The lowest number above another one. */
  nextAfter(number: number): number | undefined {
    const index = this.countUpTo(number);
    const run = this.runs[index - 1];
    return run !== undefined && number < run[1] ? number + 1 : this.runs[index]?.[0];
  }

  /** How many runs begin at a number or below it. */
  private countUpTo(number: number): number {
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.runs[middle]?.[0] ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The runs of numbers in any order, some of them several times. */
export function runsOf(numbers: readonly number[]): NumberRange[] {
  // Sorts far faster than an array.
  const sorted = new Float64Array(numbers).sort();
  const runs: NumberRange[] = [];
  let first = sorted[0];
  let last = first;
  for (const number of sorted) {
    if (first === undefined || last === undefined) break;
    if (number > last + 1) {
      runs.push([first, last]);
      first = number;
    }
    last = number;
  }
  if (first !== undefined && last !== undefined) runs.push([first, last]);
  return runs;
}

function joinRuns(sorted: readonly NumberRange[]): NumberRange[] {
  const joined: NumberRange[] = [];
  for (const run of sorted) {
    const before = joined.at(-1);
    if (before === undefined || run[0] > before[1] + 1) joined.push(run);
    else if (run[1] > before[1]) joined[joined.length - 1] = [before[0], run[1]];
  }
  return joined;
}
