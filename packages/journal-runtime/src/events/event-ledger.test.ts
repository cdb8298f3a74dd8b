import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLedger } from './event-ledger.js';

describe('EventLedger', () => {
  it('adds up for every sequence of outcomes, by type too', () => {
    const outcome = fc.constantFrom('written', 'skipped', 'refused', 'dropped', 'lost' as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(outcome, fc.string({ maxLength: 3 }))), (steps) => {
        const ledger = new EventLedger();
        for (const [step, type] of steps) {
          if (step === 'written') ledger.written();
          else if (step === 'lost') ledger.lost(type, 1);
          else ledger[step](type);
        }
        const { emitted, written, skipped, refused, dropped, ...byType } = ledger.snapshot();
        expect(written + skipped + refused + dropped).toBe(emitted);
        expect(emitted).toBe(steps.filter(([step]) => step !== 'lost').length);
        expect(sum(byType.skippedByType)).toBe(skipped);
        expect(sum(byType.refusedByType)).toBe(refused);
        expect(sum(byType.droppedByType)).toBe(dropped);
      }),
    );
  });

  it('holds a bounded number of types and still counts every event', () => {
    const ledger = new EventLedger();
    for (let index = 0; index < 2_000; index += 1) ledger.skipped(`type-${index}`);
    const { skipped, skippedByType } = ledger.snapshot();
    expect(skipped).toBe(2_000);
    expect(Object.keys(skippedByType ?? {})).toHaveLength(101);
    expect(skippedByType?.['(other types)']).toBe(1_900);
  });

  it('counts a type named __proto__ as any other', () => {
    const ledger = new EventLedger();
    ledger.dropped('__proto__');
    expect(Object.entries(ledger.snapshot().droppedByType ?? {})).toEqual([['__proto__', 1]]);
  });
});

function sum(counts: Record<string, number> | undefined): number {
  return Object.values(counts ?? {}).reduce((total, count) => total + count, 0);
}
