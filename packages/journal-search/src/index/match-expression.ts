import type { Query } from '../query/query.js';
import { encodeToken } from '../tokens/encode-token.js';
import type { Term } from '../tokens/match-term.js';

/** A query in the language of FTS5; undefined where its words say nothing of which logs may match. */
export function toMatch({ terms, excludedTerms }: Query): string | undefined {
  if (terms.length === 0) return undefined;
  const wanted = terms.map(toTermMatch).join(' AND ');
  if (excludedTerms.length === 0) return wanted;
  return `(${wanted}) NOT (${excludedTerms.map(toTermMatch).join(' OR ')})`;
}

/** Tokens are ASCII letters, digits and `_`, so nothing in the quotes has a meaning. */
export function toTermMatch({ tokens, isPrefix }: Term): string {
  return `"${tokens.map(encodeToken).join(' ')}"${isPrefix ? ' *' : ''}`;
}
