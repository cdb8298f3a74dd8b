import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planEviction } from './plan-eviction.js';

it('evicts the least recently used first, and stops when it is enough', () => {
  const idle = [
    { id: 'new', memoryGb: 4, lastUsedAt: 3 },
    { id: 'old', memoryGb: 1, lastUsedAt: 1 },
    { id: 'middle', memoryGb: 2, lastUsedAt: 2 },
  ];
  expect(planEviction(idle, { neededGb: 4, freeGb: 1 })?.map(({ id }) => id)).toEqual(['old', 'middle']);
  expect(planEviction(idle, { neededGb: 1, freeGb: 1 })).toEqual([]);
});

it('never plans what does not suffice, nor one model too many', () => {
  const gigabytes = fc.integer({ min: 0, max: 20 });
  const model = fc.record({ memoryGb: gigabytes, lastUsedAt: fc.nat() });
  fc.assert(
    fc.property(fc.array(model), gigabytes, gigabytes, (idle, neededGb, freeGb) => {
      const plan = planEviction(idle, { neededGb, freeGb });
      const sum = (models: readonly { memoryGb: number }[]): number =>
        models.reduce((total, { memoryGb }) => total + memoryGb, 0);
      if (plan === undefined) expect(freeGb + sum(idle)).toBeLessThan(neededGb);
      else {
        expect(freeGb + sum(plan)).toBeGreaterThanOrEqual(neededGb);
        if (plan.length > 0) expect(freeGb + sum(plan.slice(0, -1))).toBeLessThan(neededGb);
      }
    }),
  );
});
