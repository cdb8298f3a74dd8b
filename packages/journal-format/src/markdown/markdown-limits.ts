/** Largest text that is parsed, in UTF-16 code units. */
export const MAX_MARKDOWN_LENGTH = 8 * 1024 * 1024;

/** Most block quotes and lists in each other: each is looked at again on every line. */
export const MAX_NESTED_BLOCKS = 32;

/**
 * Most events (beginnings and ends of what was parsed) that a parser may copy. It copies all that it has wherever a
 * list or a quote ends before something else, and for each underlined heading: some thousand of them need as many.
 */
export const MAX_COPIED_EVENTS = 2 ** 25;

/**
 * Most events that a parser may search because a line goes on with a paragraph without the marks of the quote or
 * the indentation of the item around it. A thousand such lines of one quote need as many.
 */
export const MAX_SEARCHED_EVENTS = 2 ** 22;

/** Most definitions of links, and of footnotes: every reference is compared with each. */
export const MAX_DEFINITIONS = 2000;

/** Most characters of addresses and titles, in UTF-16 code units, that references to definitions may stand for. */
export const MAX_RESOLVED_LENGTH = 128 * 1024;

/**
 * Most characters of one paragraph, heading or cell that may begin or end markup: the time of a parser
 * grows with their square. Text of ours that has more has a backslash before each, which costs nothing.
 */
export const MAX_INLINE_MARKS = 2000;

/** Most `](` of one text whose target never ends: a parser looks for the end of each in all that follows. */
export const MAX_UNCLOSED_TARGETS = 64;

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
