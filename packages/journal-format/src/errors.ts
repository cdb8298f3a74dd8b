/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_FORMAT_ERRORS = {
  JOURNAL_FORMAT_FRONTMATTER_INVALID: {
    meaning: 'The block between the two `---` lines at the head of a document is not a YAML mapping.',
    fix: 'Mend the line that the message names; values with punctuation go in double quotes.',
  },
  JOURNAL_FORMAT_FRONTMATTER_NOT_FLAT: {
    meaning:
      'A line of frontmatter is neither `key: value` nor an item of a list, which is all that is read without a YAML reader.',
    fix: 'Read it with `readYamlFrontmatter`, or mend the line that the message names.',
  },
  JOURNAL_FORMAT_NAME_INVALID: {
    meaning: 'A part of a file name is not of the form that a name of that kind has.',
    fix: 'Give the part in the form that the message names.',
  },
  JOURNAL_FORMAT_NOT_TEXT: {
    meaning: 'What should be parsed is not a string.',
    fix: 'Decode the file as UTF-8 before parsing it.',
  },
  JOURNAL_FORMAT_TIME_INVALID: {
    meaning: 'A time is no number, does not exist or lies outside the years 1 to 9999.',
    fix: 'Give epoch milliseconds, or a real date and time.',
  },
  JOURNAL_FORMAT_TIME_ZONE_UNKNOWN: {
    meaning: 'The system knows no time zone of that name.',
    fix: 'Give an IANA name such as Australia/Sydney, or UTC.',
  },
  JOURNAL_FORMAT_TOO_DEEP: {
    meaning: 'Lists, quotes or markup are nested deeper than a log ever is, which would cost unbounded time.',
    fix: 'Look at what wrote the file; show it as raw text.',
  },
  JOURNAL_FORMAT_TOO_LARGE: {
    meaning: 'A document is larger than the parser accepts.',
    fix: 'Show it as raw text, or read only its frontmatter with `readFrontmatter`.',
  },
} as const;

export type JournalFormatErrorCode = keyof typeof JOURNAL_FORMAT_ERRORS;

/** What every function of this package throws on purpose. */
export class JournalFormatError extends Error {
  override readonly name = 'JournalFormatError';

  constructor(
    readonly code: JournalFormatErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
