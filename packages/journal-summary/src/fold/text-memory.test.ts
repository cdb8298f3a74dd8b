import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextMemory } from './text-memory.js';

describe('TextMemory', () => {
  it('never gives one text what was made of another', () => {
    const texts = fc.array(fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', '\u{1f600}') }));
    fc.assert(
      fc.property(texts, (all) => {
        const memory = new TextMemory<string>();
        for (const text of all) {
          expect([undefined, `of ${text}`]).toContain(memory.get(text));
          memory.set(text, `of ${text}`);
          expect(memory.get(text)).toBe(`of ${text}`);
        }
      }),
    );
  });

  it('knows the last of two texts that belong to one place', () => {
    const memory = new TextMemory<number>();
    memory.set('a_x_b', 1);
    memory.set('c_x_b', 2);
    expect([memory.get('a_x_b'), memory.get('c_x_b')]).toEqual([undefined, 2]);
  });

  it('knows nothing of the empty text before it is told', () => {
    const memory = new TextMemory<number>();
    expect(memory.get('')).toBeUndefined();
    memory.set('', 7);
    expect(memory.get('')).toBe(7);
  });

  it('keeps no long text', () => {
    const memory = new TextMemory<number>();
    memory.set('x'.repeat(65), 1);
    expect(memory.get('x'.repeat(65))).toBeUndefined();
  });
});
