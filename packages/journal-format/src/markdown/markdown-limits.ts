/** Largest text that is parsed, in UTF-16 code units. */
export const MAX_MARKDOWN_LENGTH = 8 * 1024 * 1024;

/** Most markers of block quotes and lists on one line: the time of a parser grows with their square or worse. */
export const MAX_NESTED_BLOCKS = 100;

/** What a text has too much of. */
export type MarkdownLimit = 'length' | 'nesting';

/** Refuses a text that a parser would not finish with. */
export class MarkdownLimitError extends Error {
  override readonly name = 'MarkdownLimitError';

  constructor(
    readonly limit: MarkdownLimit,
    message: string,
    readonly facts: Record<string, unknown>,
  ) {
    super(message);
  }
}

/**
 * Looks at a text before it is parsed.
 *
 * @throws {MarkdownLimitError}
 */
export function assertMarkdownIsBounded(text: string): void {
  if (text.length > MAX_MARKDOWN_LENGTH) {
    throw new MarkdownLimitError(
      'length',
      `The markdown has ${text.length} characters; at most ${MAX_MARKDOWN_LENGTH} are parsed. Split it.`,
      { length: text.length, maxLength: MAX_MARKDOWN_LENGTH },
    );
  }
}
