import { canMatchKind, matchFacts } from '../query/match-facts.js';
import type { Query } from '../query/query.js';
import { findTerm, type Term } from '../tokens/match-term.js';
import type { SeriesRanges } from '../types.js';
import { listTokens, type SearchDocument } from './document.js';

/** Whether all words and filters of a query hold for a document, and none that is excluded. */
export function matchDocument(document: SearchDocument, query: Query, series: SeriesRanges): boolean {
  const { facts } = document;
  if (!canMatchKind(query, facts.kind) || !matchFacts(query, facts, series)) return false;
  if (query.terms.length === 0 && query.excludedTerms.length === 0) return true;
  const tokens = listTokens(document);
  const occurs = (term: Term): boolean => findTerm(tokens, term) !== -1;
  return query.terms.every(occurs) && !query.excludedTerms.some(occurs);
}
