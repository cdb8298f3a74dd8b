import { expect, it } from 'vitest';
import { topicOf } from './topic-of.js';

it('is the same for the forms of a word', () => {
  for (const word of [' Loading', 'loads', ' loaded', 'load']) expect(topicOf(word), word).toBe('load');
  expect(topicOf(' quantize')).toBe(topicOf('quantizing'));
});

it('is nothing for signs, numbers and common words', () => {
  for (const token of [',', ' 16', ' the', 'What', ' is', '\n', ''])
    expect(topicOf(token), token).toBeUndefined();
});
