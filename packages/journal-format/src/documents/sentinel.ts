/** Stands where a list, a table row or a value is empty. */
export const NONE = '(none)';
/** Stands for a command input without a value. */
export const UNSET = '(unset)';
/** Stands for an empty text where markdown has no way to write one. */
export const EMPTY = '(empty)';
/** The event type in the one row of a table without events. */
export const NO_EVENT = 'none';
/** The list item where the CLI has no steps. */
export const NO_STEPS = '(no steps recorded)';

const LEADING_BACKSLASHES = /^\\+/;

/**
 * Text that looks like a sentinel, or like an escaped one, gets one more backslash at the front.
 * So each text has its own spelling, and only what we wrote ourselves means "nothing".
 */
export function escapeSentinel(text: string, ...sentinels: readonly string[]): string {
  return sentinels.includes(withoutBackslashes(text)) ? `\\${text}` : text;
}

/** The text that `escapeSentinel` was given. */
export function unescapeSentinel(text: string, ...sentinels: readonly string[]): string {
  return text.startsWith('\\') && sentinels.includes(withoutBackslashes(text)) ? text.slice(1) : text;
}

function withoutBackslashes(text: string): string {
  return text.replace(LEADING_BACKSLASHES, '');
}
