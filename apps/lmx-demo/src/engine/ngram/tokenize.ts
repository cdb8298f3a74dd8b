/**
 * A word or number with the space before it, a sign with the space before it, or a single white space. Every
 * character belongs to one of them, so that the joined tokens are the text.
 */
const TOKEN = / ?[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*| ?\p{N}+| ?[^\s\p{L}\p{M}\p{N}]|\s/gu;

/** Cuts a text into tokens. Joined without anything between them they give the same text. */
export function tokenize(text: string): string[] {
  return text.match(TOKEN) ?? [];
}
