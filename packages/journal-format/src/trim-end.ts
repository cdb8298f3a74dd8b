/**
 * `text` without any of `characters` at its end. A regular expression such as `/ +$/` would take the square of the
 * length of a run of them that stands elsewhere.
 */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
