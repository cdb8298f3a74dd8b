import { MAX_MESSAGE_CHARACTERS, MAX_SHOWN_CHARACTERS } from './constants.js';

const UNSHOWABLE = 'an error that cannot be shown';

/** A value as it stands in a message: one line, at most 200 characters, control characters visible. */
export function shown(value: unknown): string {
  const text = visible(typeof value === 'string' ? JSON.stringify(value) : inspect(value));
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
}

/** Text without anything that a terminal would obey, or that turns the direction of what follows. */
export function visible(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text that survives UTF-8: a lone surrogate becomes U+FFFD. */
export function wellFormed(text: string): string {
  return text.toWellFormed();
}

/** An error's name and message on one line, for a reason. */
export function errorText(error: unknown): string {
  try {
    return oneLine(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  } catch {
    return UNSHOWABLE;
  }
}

/** An error's message on one line, for a message that names its cause. */
export function errorMessage(error: unknown): string {
  try {
    return oneLine(error instanceof Error ? error.message : String(error), MAX_MESSAGE_CHARACTERS);
  } catch {
    return UNSHOWABLE;
  }
}

function oneLine(text: string, maxCharacters = MAX_SHOWN_CHARACTERS): string {
  const line = visible(text.split(/\r?\n/, 1)[0] ?? '');
  return line.length > maxCharacters ? `${line.slice(0, maxCharacters)}…` : line;
}

function inspect(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol' || typeof value === 'bigint') return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'a value that cannot be shown';
  }
}
