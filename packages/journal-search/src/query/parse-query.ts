import { MAX_QUERY_CHARACTERS, MAX_QUERY_PARTS } from '../constants.js';
import type { Term } from '../tokens/match-term.js';
import { tokenize } from '../tokens/tokenize.js';
import { nearestName } from './nearest-name.js';
import { type MomentContext, parseMoment } from './parse-moment.js';
import { FILTERS, type Filter, type FilterName, isFilterName, type Query, SEVERITIES } from './query.js';
import { queryError } from './query-error.js';
import { type QueryPart, scanQuery } from './scan-query.js';

/**
 * Understands a query: words, which must all occur, `"phrases"`, beginnings such as `load*`, `-` before what must not
 * occur, and filters `name:value`.
 *
 * @throws {JOURNAL_SEARCH_QUERY_INVALID} with the place, what stands there, and what to do
 */
export function parseQuery(text: string, context: MomentContext): Query {
  checkLength(text);
  const parts = scanQuery(text.normalize('NFC'));
  if (parts.length === 0) {
    const fix = 'Give a word, a "phrase", or a filter such as type:model_* or since:7d.';
    throw queryError(text, { place: 0, value: text, problem: 'asks for nothing', fix });
  }
  if (parts.length > MAX_QUERY_PARTS) {
    const { place, value } = parts[MAX_QUERY_PARTS] as QueryPart;
    const problem = `is one of more than ${MAX_QUERY_PARTS} parts`;
    throw queryError(text, { place, value, problem, fix: 'Ask for less at once.' });
  }
  const query: Query = { terms: [], filters: [], excludedTerms: [], excludedFilters: [] };
  for (const part of parts) {
    if (part.name === undefined) {
      (part.isExcluded ? query.excludedTerms : query.terms).push(toTerm(text, part));
    } else {
      const filter = toFilter(text, part, part.name, context);
      (part.isExcluded ? query.excludedFilters : query.filters).push(filter);
    }
  }
  return query;
}

function checkLength(text: string): void {
  if (text.length <= MAX_QUERY_CHARACTERS) return;
  const problem = `goes on beyond ${MAX_QUERY_CHARACTERS} characters`;
  const value = text.slice(MAX_QUERY_CHARACTERS);
  throw queryError(text, { place: MAX_QUERY_CHARACTERS, value, problem, fix: 'Make it shorter.' });
}

function toTerm(text: string, part: QueryPart): Term {
  const { place, value, isQuoted } = part;
  const isPrefix = isQuoted ? part.hasStar : value.endsWith('*');
  const words = isQuoted || !isPrefix ? value : value.slice(0, -1);
  if (!isQuoted && words.includes('*')) {
    const fix = 'A * may only end a word, and then stands for its rest.';
    throw queryError(text, { place, value, problem: 'has a * that is not at its end', fix });
  }
  const tokens = tokenize(words);
  // In `load-*` the star would not follow a word.
  if (tokens.length > 0 && isPrefix && !/[\p{L}\p{N}\p{M}]$/u.test(words)) {
    const fix = 'Put the * right after a letter or digit.';
    throw queryError(text, { place, value, problem: 'has a * that follows no word', fix });
  }
  if (tokens.length > 0) return { tokens, isPrefix };
  const fix = 'Only letters and digits are searched.';
  throw queryError(text, { place, value, problem: 'has no letter or digit', fix });
}

function toFilter(text: string, part: QueryPart, name: string, context: MomentContext): Filter {
  const { place, value, hasStar } = part;
  if (!isFilterName(name)) {
    const nearest = nearestName(name, Object.keys(FILTERS));
    const fix = `Did you mean ${nearest}:? The filters are ${listFilters()}. Plain words with a colon go into quotes.`;
    throw queryError(text, { place, value: `${name}:`, problem: 'is no filter', fix });
  }
  if (value.trim() === '' || hasStar) {
    const problem = hasStar ? 'has a * behind its quotes' : 'has no value';
    throw queryError(text, { place, value: `${name}:`, problem, fix: fixOf(name) });
  }
  if (name === 'since' || name === 'until') return toMomentFilter(text, part, name, context);
  if (name === 'severity' && !SEVERITIES.includes(value.toLowerCase())) {
    throw queryError(text, { place, value: `${name}:${value}`, problem: 'is no severity', fix: fixOf(name) });
  }
  return { name, value: name === 'severity' ? value.toLowerCase() : value };
}

function toMomentFilter(
  text: string,
  { place, value }: QueryPart,
  name: 'since' | 'until',
  context: MomentContext,
): Filter {
  const at = parseMoment(value, name, context);
  if (at !== undefined) return { name, value, at };
  throw queryError(text, { place, value: `${name}:${value}`, problem: 'names no time', fix: fixOf(name) });
}

function fixOf(name: FilterName): string {
  return `After ${name}: comes ${FILTERS[name]}.`;
}

function listFilters(): string {
  return Object.keys(FILTERS)
    .map((name) => `${name}:`)
    .join(' ');
}
