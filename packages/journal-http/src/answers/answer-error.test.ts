import { expect, it } from 'vitest';
import { answerError } from './answer-error.js';

const failure = (code?: string) =>
  Object.assign(new Error('at /secret/place'), code === undefined ? {} : { code });

it.each([
  ['JOURNAL_STORE_CURSOR_INVALID', 400, 'at /secret/place'],
  ['JOURNAL_STORE_NOT_A_FILE', 404, 'Log file not found'],
  ['JOURNAL_STORE_IO', 503, 'at /secret/place'],
  ['ENOENT', 500, 'The journal could not answer this request'],
  ['constructor', 500, 'The journal could not answer this request'],
  [undefined, 500, 'The journal could not answer this request'],
])('answers %s with %d', async (code, status, detail) => {
  const response = answerError(failure(code));
  expect([response.status, await response.json()]).toEqual([status, { detail }]);
});
