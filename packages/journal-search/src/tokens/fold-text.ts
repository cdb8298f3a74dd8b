const MARKS = /\p{M}/gu;
const NON_ASCII = /[^\0-\x7f]/;

/** Whether a text has characters beyond ASCII. */
export function hasNonAscii(text: string): boolean {
  return NON_ASCII.test(text);
}

/**
 * A text without what a search does not tell apart: case, accents and other marks, compatible forms (full width,
 * ligatures). `Café` and `CAFE` both give `cafe`, `Straße` gives `strasse`.
 */
export function foldText(text: string): string {
  if (!hasNonAscii(text)) return text.toLowerCase();
  // Upper case first: it unfolds ß. The last sigma of a word has a lower case of its own.
  const folded = withoutMarks(withoutMarks(text).toUpperCase().toLowerCase()).replaceAll('ς', 'σ');
  // Puts together again what a decomposition takes apart without marks: the syllables of Hangul.
  return folded.normalize('NFC');
}

function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '');
}
