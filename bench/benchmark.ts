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
}
