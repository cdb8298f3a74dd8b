import { JournalSearchError, quote } from '../errors.js';

/**
 * @param text - the whole query
 * @param place - offset in it, from 0
 * @param problem - what is wrong with `value`, as the rest of a sentence
 * @param fix - what to do, as a sentence
 */
export function queryError(
  text: string,
  { place, value, problem, fix }: { place: number; value: string; problem: string; fix: string },
): JournalSearchError {
  return new JournalSearchError(
    'JOURNAL_SEARCH_QUERY_INVALID',
    `Cannot search: ${quote(value)} at place ${place + 1} of the query ${problem}. ${fix}`,
    { query: text.slice(0, 200), place: place + 1, value: value.slice(0, 200) },
  );
}
