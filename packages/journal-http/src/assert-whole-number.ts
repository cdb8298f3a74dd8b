import { JournalHttpError } from './errors.js';

/** @throws {JOURNAL_HTTP_OPTION_INVALID} when an option is no whole number from 1 */
export function assertWholeNumber(option: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new JournalHttpError(
    'JOURNAL_HTTP_OPTION_INVALID',
    `${option} is ${value}; give a whole number from 1`,
    { option, value },
  );
}
