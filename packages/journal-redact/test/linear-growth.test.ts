import { expect, test } from 'vitest';
import { createRedactor } from '../src/index.js';
import { ATTACKS } from './attacks.js';
import { countWork } from './count-work.js';

/** Longer than the longest value that is read from one place. */
const LENGTH = 20_000;
const TIMES = 8;
/** What is read at the end of a text weighs less in a longer one, and the other way round. */
const TOLERANCE = 1.5;

test('the work for a text grows no faster than the text, whatever is in it', () => {
  const tooMuch = ATTACKS.flatMap(({ name, build }) => {
    const [short, long] = [workFor(build(LENGTH)), workFor(build(LENGTH * TIMES))];
    return long > short * TIMES * TOLERANCE ? [{ name, short, long }] : [];
  });
  expect(tooMuch).toEqual([]);
});

function workFor(text: string): number {
  const redactor = createRedactor();
  return countWork(() => redactor.redactText(text));
}
