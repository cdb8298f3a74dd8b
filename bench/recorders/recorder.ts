import type { HostEvent } from '../benchmarks/record-samples.js';

/** One way to keep events. */
export interface Recorder {
  record(event: HostEvent): void;
  /** True while so much waits for the disk that a careful host would wait too. */
  isBehind?(): boolean;
  /** Resolves when the system has got all that was recorded. Called once, at the end, by some it closes. */
  flush(): Promise<void>;
  /** What is not measured any more. */
  close?(): Promise<void>;
  /** The file with the lines, where there is one. */
  path?: string | undefined;
}

/** @param directory - an empty folder of its own */
export type CreateRecorder = (directory: string) => Recorder | Promise<Recorder>;
