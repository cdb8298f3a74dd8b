/** Largest text that is parsed, in UTF-16 code units. */
export const MAX_MARKDOWN_LENGTH = 8 * 1024 * 1024;

/** Most block quotes and lists that begin on one line: the time of a parser grows with more than their square. */
export const MAX_NESTED_BLOCKS = 32;

/**
 * Most characters of one paragraph, heading or cell that may begin or end markup: the time of a parser
 * grows with their square. Text of ours that has more has a backslash before each, which costs nothing.
 */
export const MAX_INLINE_MARKS = 2000;

/** Most levels of a tree: what walks over it is recursive. */
export const MAX_TREE_DEPTH = 200;

/** Most levels of inline markup in a field. More is an accident or an attack. */
export const MAX_INLINE_DEPTH = 16;

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
