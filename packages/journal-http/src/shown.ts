/** Characters of a foreign value that a message repeats. */
const MAX_SHOWN_CHARACTERS = 200;

/** A foreign value as a message shows it. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return JSON.stringify(text.slice(0, MAX_SHOWN_CHARACTERS));
}
