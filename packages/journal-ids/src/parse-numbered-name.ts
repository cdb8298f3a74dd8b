export interface NumberedName {
  number: number;
  /** `YYYY-MM-DD` if the name has one after its number. */
  date?: string;
}

const NUMBERED = /^(\d+)_(?:(\d{4}-\d{2}-\d{2})(?=[_.]))?/;
/** iCloud shows a file that it keeps elsewhere as `.name.icloud`. */
const PLACEHOLDER = /^\.(.+)\.icloud$/;
/** Copies that Syncthing, Dropbox and their like make when two machines change one file. */
const COPY = /\.sync-conflict-\d{8}-\d{6}|\bconflicted copy\b/i;
/** Copies that iCloud and Finder make: `x 2.md`, `x (1).md`. A title may end so as well. */
const NUMBERED_COPY = /(?: \d+| \(\d+\)|\(\d+\))(?=(?:\.[^.]*)?$)/;
/** What editors, browsers and sync tools write while a file is on its way. */
const TEMPORARY = /(?:\.(?:tmp|temp|part|partial|swp|swo|crdownload|download|bak|orig|claim)|~)$/i;

/**
 * The number that a file in the update folder takes. `7_x.md`, `007_x.md` and `0007_x.md` take the same one.
 *
 * @returns undefined for any other file, for conflict copies of sync tools, and for temporary names.
 */
export function parseNumberedName(name: string): NumberedName | undefined {
  const shown = PLACEHOLDER.exec(name)?.[1] ?? name;
  const match = NUMBERED.exec(shown);
  if (match === null || isCopy(shown) || TEMPORARY.test(shown)) return undefined;
  const number = Number(match[1]);
  // No range reaches beyond the safe integers, so such a number can never be given.
  if (!Number.isSafeInteger(number)) return undefined;
  return match[2] === undefined ? { number } : { number, date: match[2] };
}

/**
 * Whether a sync tool made this name because two machines changed one file.
 *
 * @param siblings - All names of the folder: what may as well be a title counts as a copy only beside its
 *   original.
 */
export function isCopy(name: string, siblings?: ReadonlySet<string>): boolean {
  if (COPY.test(name)) return true;
  return NUMBERED_COPY.test(name) && siblings?.has(name.replace(NUMBERED_COPY, '')) === true;
}
