import { formatId, type SeriesState } from '@opta/journal-ids';

/** Foretells the ids that repairs would get, in the order in which they are asked for. */
export class ExpectedIds {
  readonly #next = new Map<string, number>();

  constructor(states: readonly SeriesState[]) {
    for (const { series, next } of states) {
      if (next !== undefined) this.#next.set(series, next);
    }
  }

  /** @returns undefined where no series has the number, or where it is full */
  take(series: string | undefined): string | undefined {
    const next = series === undefined ? undefined : this.#next.get(series);
    if (series === undefined || next === undefined) return undefined;
    this.#next.set(series, next + 1);
    return formatId(next);
  }
}
