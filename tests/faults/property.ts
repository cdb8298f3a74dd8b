import type { Requirement } from 'test-kit';

/** One promise of the journal, and how it is put to the test. */
export interface Property {
  /** A word for `--only`. */
  name: string;
  /** The promise, in a sentence. */
  promise: string;
  requirement?: Requirement;
  /** How often in the short form, which runs with the tests. */
  shortRounds: number;
  /** How often in the long form. */
  longRounds: number;
  /**
   * @returns figures for the report, `{ kills: 500, lost: 0 }`
   * @throws when the promise is broken; the message says in which round and how
   */
  run(rounds: number): Promise<Record<string, number | string>>;
}
