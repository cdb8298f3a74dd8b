/** One word, phrase or beginning of a query. */
export interface Term {
  /** At least one; they must follow each other. */
  tokens: readonly string[];
  /** Whether the last one is only the beginning of a token. */
  isPrefix: boolean;
}

/** Where a term first occurs at `start` or after it; -1 where it does not. */
export function findTerm(tokens: readonly string[], term: Term, start = 0): number {
  for (let at = start; at + term.tokens.length <= tokens.length; at += 1) {
    if (isAt(tokens, term, at)) return at;
  }
  return -1;
}

/** How often a term occurs. */
export function countTerm(tokens: readonly string[], term: Term): number {
  let count = 0;
  for (let at = findTerm(tokens, term); at !== -1; at = findTerm(tokens, term, at + 1)) count += 1;
  return count;
}

function isAt(tokens: readonly string[], term: Term, at: number): boolean {
  const last = term.tokens.length - 1;
  for (let index = 0; index <= last; index += 1) {
    const token = tokens[at + index] as string;
    const wanted = term.tokens[index] as string;
    if (token === wanted) continue;
    if (index !== last || !term.isPrefix || !token.startsWith(wanted)) return false;
  }
  return true;
}
