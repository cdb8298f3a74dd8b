import { MAX_QUOTED_CHARACTERS } from './constants.js';

/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_IDS_ERRORS = {
  JOURNAL_IDS_ALLOCATION_ENDED: {
    meaning: 'The number was already completed with another file, or abandoned.',
    fix: 'Complete or abandon an allocation once; allocate a new number for a new file.',
  },
  JOURNAL_IDS_CLOSED: {
    meaning: 'The allocator was closed.',
    fix: 'Create a new one, or close it later.',
  },
  JOURNAL_IDS_FILE_NAME_INVALID: {
    meaning: 'The name of the completed file is not one plain name that begins with its number and `_`.',
    fix: 'Pass the name under which the log was published, without its folder: `007_2026-02-24_title.md`.',
  },
  JOURNAL_IDS_FOLDER_UNUSABLE: {
    meaning: 'The update folder cannot be read or written: it is a file, read-only, full or gone.',
    fix: 'Do what the message says; `facts.errno` and the cause have the answer of the system.',
  },
  JOURNAL_IDS_LAST_NUMBERS_FAILED: {
    meaning: 'The number is recorded as completed, but last-numbers.txt could not be brought up to date.',
    fix: 'Mend the folder as the message says. The file is healed at the next start.',
  },
  JOURNAL_IDS_OPTIONS_INVALID: {
    meaning: 'An option has a value that cannot be used.',
    fix: 'The message names the option, its value and what is allowed.',
  },
  JOURNAL_IDS_RANGE_INVALID: {
    meaning: 'A requested range is not two whole numbers from 1 up, the first not above the second.',
    fix: 'Ask for `{ from: 200, to: 299 }`, or for a series by its name.',
  },
  JOURNAL_IDS_SERIES_FULL: {
    meaning: 'Every number of the series (or of the requested range) is taken.',
    fix: 'Add a range to the series: `defineSeries({ standard: { ranges: [[1, 199], [1000, 1999]] } })`.',
  },
  JOURNAL_IDS_SERIES_INVALID: {
    meaning: 'A definition of series has mistakes; the message lists all of them.',
    fix: 'Names are lower-case words with hyphens; ranges are `[from, to]` in whole numbers from 1 up, which do not overlap within a series.',
  },
  JOURNAL_IDS_SERIES_UNKNOWN: {
    meaning: 'No series has the requested name.',
    fix: 'Use one of the names in the message, or define the series.',
  },
} as const;

export type JournalIdsErrorCode = keyof typeof JOURNAL_IDS_ERRORS;

/** What this package throws and rejects with. */
export class JournalIdsError extends Error {
  override readonly name = 'JournalIdsError';

  constructor(
    readonly code: JournalIdsErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A foreign value as a message shows it. */
export function quote(value: unknown): string {
  const text = (typeof value === 'string' ? JSON.stringify(value) : describe(value)) ?? String(value);
  return text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text;
}

function describe(value: unknown): string | undefined {
  try {
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  } catch {
    // A cycle or a BigInt: its kind says enough.
    return Object.prototype.toString.call(value);
  }
}
