import { describe, expect, it } from 'vitest';
import { BoundedCounter } from './bounded-counter.js';

describe('BoundedCounter', () => {
  it('lists the most frequent first, equal ones by name', () => {
    const counter = new BoundedCounter(3);
    for (const name of ['b', 'c', 'a', 'c']) counter.add(name);
    expect(counter.rows('(other)')).toEqual([
      { name: 'c', count: 2 },
      { name: 'a', count: 1 },
      { name: 'b', count: 1 },
    ]);
  });

  it('counts names beyond its bound together, last, and known ones on', () => {
    const counter = new BoundedCounter(1);
    counter.add('a');
    counter.add('b', 5);
    counter.add('c', 2);
    counter.add('a');
    expect(counter.size).toBe(1);
    expect(counter.rows('(other)')).toEqual([
      { name: 'a', count: 2 },
      { name: '(other)', count: 7 },
    ]);
  });

  it('takes names of Object.prototype as they are', () => {
    const counter = new BoundedCounter(4);
    for (const name of ['__proto__', 'constructor', '__proto__']) counter.add(name);
    expect(counter.rows('(other)')).toEqual([
      { name: '__proto__', count: 2 },
      { name: 'constructor', count: 1 },
    ]);
  });
});
