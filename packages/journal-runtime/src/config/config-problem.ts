import { createRedactor } from '@opta/journal-redact';
import { shown } from '../shown.js';

/** One thing that is wrong with a configuration or an input. */
export interface ConfigProblem {
  /** The key as it was spelled, with the path inside its value: `series.standard.ranges`. */
  key: string;
  /** What was given. */
  value: unknown;
  /** What is wrong with it, to be read after key and value. */
  message: string;
  /** The valid key or value that comes nearest, where there is one. */
  nearest?: string;
  /** Where it stands: a file, `configuration` for an object, or the name of an environment variable. */
  source: string;
  /** Line in the file, from 1. */
  line?: number;
}

/** One line for one problem. */
export function formatProblem(problem: ConfigProblem): string {
  const place = problem.line === undefined ? problem.source : `${problem.source}:${problem.line}`;
  const value = problem.value === undefined ? '' : ` = ${shown(problem.value)}`;
  const nearest = problem.nearest === undefined ? '' : `; the nearest valid one is ${problem.nearest}`;
  return `${place}: ${problem.key}${value} ${problem.message}${nearest}`;
}

/** A misspelled `admin_key` is no reason to say the key. */
export function withoutSecret(problem: ConfigProblem): ConfigProblem {
  const [value] = Object.values(createRedactor().redact({ [problem.key]: problem.value }));
  return { ...problem, value };
}
