import { originalOfCopy } from './original-of-copy.js';

export interface NumberedName {
  number: number;
  /** `YYYY-MM-DD` if the name has one after its number. */
  date?: string;
}

const PLAIN = /^\d{1,15}_[\w-]*\.md$/;
const CODE_OF_ZERO = 48;
const CODE_OF_UNDERSCORE = 95;
/** More digits can be more than the safe integers. */
const MAX_QUICK_DIGITS = 15;
const NUMBERED = /^(\d+)_(?:(\d{4}-\d{2}-\d{2})(?=[_.]))?/;
/** iCloud shows a file that it keeps elsewhere as `.name.icloud`. */
const PLACEHOLDER = /^\.(.+)\.icloud$/;
/** What editors, browsers and sync tools write while a file is on its way. */
const TEMPORARY = /(?:\.(?:tmp|temp|part|partial|swp|swo|crdownload|download|bak|orig|claim)|~)$/i;

/**
 * The number that a file in the update folder takes. `7_x.md`, `007_x.md` and `0007_x.md` take the same one.
 *
 * @returns undefined for any other file, for conflict copies of sync tools, and for temporary names.
 */
export function parseNumberedName(name: string): NumberedName | undefined {
  const shown = PLACEHOLDER.exec(name)?.[1] ?? name;
  const [, digits, date] = NUMBERED.exec(shown) ?? [];
  if (digits === undefined) return undefined;
  if (!isPlainName(shown) && (originalOfCopy(shown) !== undefined || TEMPORARY.test(shown))) return undefined;
  const number = Number(digits);
  // No range reaches beyond the safe integers, so such a number can never be given.
  if (!Number.isSafeInteger(number)) return undefined;
  return date === undefined ? { number } : { number, date };
}

/**
 * Whether a name is one as all our logs have it, and begins with its number: no copy and no temporary name looks so,
 * and most names of a folder do.
 */
export function isPlainName(name: string): boolean {
  return PLAIN.test(name);
}

/**
 * The number that stands before the underscore of a name, whatever follows: none but this one can be what the file takes.
 * Every name of a large folder is asked for it, so it does without a regular expression.
 *
 * @returns undefined also where only `parseNumberedName` can tell.
 */
export function leadingNumber(name: string): number | undefined {
  let number = 0;
  for (let index = 0; index <= MAX_QUICK_DIGITS; index += 1) {
    const code = name.charCodeAt(index);
    if (code === CODE_OF_UNDERSCORE) return index === 0 ? undefined : number;
    // Also past the end, where the code is NaN.
    if (!(code >= CODE_OF_ZERO && code <= CODE_OF_ZERO + 9)) return undefined;
    number = number * 10 + (code - CODE_OF_ZERO);
  }
  return undefined;
}
