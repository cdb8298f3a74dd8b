import { ID_DIGITS } from './constants.js';

/** A number as ids show it: `007`, `1000`. */
export function formatId(number: number): string {
  return String(number).padStart(ID_DIGITS, '0');
}
