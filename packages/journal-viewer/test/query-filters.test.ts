import { expect, it } from 'vitest';
import { findFilters } from '../app/pages/search/query-filters.js';

it('finds filters among words and phrases, and says what the query is without each', () => {
  expect(findFilters('memory -type:model_* "since:7d is text" user:"Ann Lee" load*')).toEqual([
    { text: '-type:model_*', rest: 'memory "since:7d is text" user:"Ann Lee" load*' },
    { text: 'user:"Ann Lee"', rest: 'memory -type:model_* "since:7d is text" load*' },
  ]);
});

it('takes upper case for lower case, and nothing for a filter that is none', () => {
  expect(findFilters('Since:7d colour:red 12:30').map(({ text }) => text)).toEqual(['Since:7d']);
});

it('ends a quote that has no end with the query', () => {
  expect(findFilters('a user:"Ann Lee b')).toEqual([{ text: 'user:"Ann Lee b', rest: 'a' }]);
});
