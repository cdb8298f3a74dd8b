import { MAX_TOKEN_CHARACTERS } from '../constants.js';
import { BOUNDARY, forEachPiece, type SearchDocument } from '../documents/document.js';
import { encodeToken } from '../tokens/encode-token.js';
import { forEachToken } from '../tokens/tokenize.js';

export interface IndexText {
  /** ASCII; its tokens, as FTS5 finds them with `_` as one of their characters, are those of the document, encoded. */
  text: string;
  /** How many there are, with the boundaries. */
  tokens: number;
}

/** What the index gets of a document. */
export function toIndexText(document: Pick<SearchDocument, 'blocks'>): IndexText {
  const parts: string[] = [];
  let tokens = 0;
  forEachPiece(document, (piece, isSeparate) => {
    if (isSeparate) {
      parts.push(encodeToken(BOUNDARY));
      tokens += 1;
    }
    const words = countPlainWords(piece);
    if (words === undefined) {
      forEachToken(piece, (token) => {
        parts.push(encodeToken(token));
        tokens += 1;
      });
    } else {
      // FTS5 folds ASCII and takes it apart as we do.
      parts.push(piece.includes('_') ? piece.replaceAll('_', ' ') : piece);
      tokens += words;
    }
  });
  return { text: parts.join(' '), tokens };
}

/** How many tokens FTS5 finds in a text by itself; undefined where it would find others than we do. */
function countPlainWords(text: string): number | undefined {
  let words = 0;
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // A zero ends what the driver is given.
    if (code > 127 || code === 0) return undefined;
    if (!isAlphanumeric(code)) {
      length = 0;
      continue;
    }
    if (length === 0) words += 1;
    length += 1;
    if (length > MAX_TOKEN_CHARACTERS) return undefined;
  }
  return words;
}

function isAlphanumeric(code: number): boolean {
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57);
}
