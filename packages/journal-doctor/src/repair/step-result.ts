/** What became of a step. */
export interface StepResult {
  /** `not-needed`: somebody else, or an earlier run, has done it. */
  outcome: 'done' | 'not-needed';
  /** The files that it made or changed. */
  files: string[];
}

export const NOT_NEEDED: StepResult = { outcome: 'not-needed', files: [] };

export function done(...files: string[]): StepResult {
  return { outcome: 'done', files };
}
