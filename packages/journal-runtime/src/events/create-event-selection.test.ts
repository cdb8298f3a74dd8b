import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventSelection } from './create-event-selection.js';

describe('createEventSelection', () => {
  it('selects everything but what is excluded', () => {
    const selected = createEventSelection(['*'], ['heartbeat']);
    expect(selected('model_loaded')).toBe(true);
    expect(selected('heartbeat')).toBe(false);
    expect(selected('heartbeats')).toBe(true);
  });

  it.each([
    ['model_*', 'model_loaded', true],
    ['model_*', 'model_', true],
    ['model_*', 'a_model_loaded', false],
    ['*_failed', 'download_failed', true],
    ['*_failed', 'download_failed_twice', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'ac', false],
    ['a*a', 'a', false],
    ['a**b', 'ab', true],
    ['model_loaded', 'model_loaded', true],
    ['model.loaded', 'model_loaded', false],
    ['(x+)+$', '(x+)+$', true],
  ])('pattern %s with type %s: %s', (pattern, type, expected) => {
    expect(createEventSelection([pattern], [])(type)).toBe(expected);
  });

  it('lets an exclusion win over an inclusion', () => {
    const selected = createEventSelection(['model_*'], ['*_started']);
    expect(selected('model_canary_started')).toBe(false);
    expect(selected('model_canary_passed')).toBe(true);
    expect(selected('download_failed')).toBe(false);
  });

  it('selects nothing where nothing is included', () => {
    expect(createEventSelection([], [])('model_loaded')).toBe(false);
  });

  it('agrees with a regular expression for every pattern of stars and letters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }),
        (pattern, type) => {
          const expected = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(type);
          expect(createEventSelection([pattern], [])(type)).toBe(expected);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
