import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StopFilter } from './stop-filter.js';

/** What gets out, in the end. */
function filter(pieces: readonly string[], stops: readonly string[]): { text: string; isStopped: boolean } {
  const filter = new StopFilter(stops);
  let text = '';
  for (const piece of pieces) {
    const passed = filter.push(piece);
    text += passed.text;
    if (passed.isStopped) return { text, isStopped: true };
  }
  return { text: text + filter.flush(), isStopped: false };
}

describe('a stop text', () => {
  it('ends the text and is not part of it, even when it comes in pieces', () => {
    expect(filter(['one', ' t', 'w', 'o three'], ['two'])).toEqual({ text: 'one ', isStopped: true });
  });

  it('holds back only what may become one', () => {
    const stops = new StopFilter(['two']);
    expect(stops.push('one t')).toEqual({ text: 'one ', isStopped: false });
    expect(stops.push('en')).toEqual({ text: 'ten', isStopped: false });
    expect(stops.flush()).toBe('');
  });

  it('that is empty stops nothing', () => {
    expect(filter(['one', ' two'], [''])).toEqual({ text: 'one two', isStopped: false });
  });

  it('cuts where it would in the whole text, however that is cut into pieces', () => {
    const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 }));
    const stops = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(pieces, stops, (cut, stop) => {
        const { text, isStopped } = filter(cut, stop);
        const whole = cut.join('');
        expect(whole.startsWith(text)).toBe(true);
        expect(stop.some((end) => text.includes(end))).toBe(false);
        expect(isStopped).toBe(stop.some((end) => whole.includes(end)));
        if (!isStopped) expect(text).toBe(whole);
      }),
    );
  });
});
