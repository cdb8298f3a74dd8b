import { parseLogFileName } from '@opta/journal-format';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NameForm, NamesByDay, SESSION_NAME, UPDATE_NAME } from './names-by-day.js';

const piece = fc.constantFrom(
  '2026-02-24',
  '2026-02-30',
  '-1356-',
  '-2460-',
  '-135626-',
  '_',
  '007',
  'a',
  '-b',
);
const ending = fc.constantFrom('.md', '.MD', '.jsonl', '-events.jsonl', '.2.md', '');
const name = fc
  .tuple(fc.array(piece, { maxLength: 5 }), ending)
  .map(([pieces, end]) => `${pieces.join('')}${end}`);
const likely = fc
  .tuple(
    fc.constantFrom('2026-02-24', '2026-02-30', '2024-02-29'),
    fc.constantFrom('-1356-a', '-2400-a', '-1360-b', '-13-'),
  )
  .map(([date, rest]) => `${date}${rest}.md`);
const update = fc
  .tuple(
    fc.constantFrom('7', '007', '', 'x'),
    fc.constantFrom('2026-02-24', '2025-02-29'),
    fc.constantFrom('a', '-', 'a_b'),
  )
  .map(([id, date, slug]) => `${id}_${date}_${slug}.md`);

function groupInParts(names: readonly string[], size: number, form: NameForm): NamesByDay {
  const groups = new NamesByDay(form);
  for (let begin = 0; begin < names.length; begin += size) groups.add(names.slice(begin, begin + size));
  return groups;
}

describe.each([
  ['session', SESSION_NAME],
  ['update', UPDATE_NAME],
] as const)('grouping names of the kind %s', (kind, form) => {
  it('agrees with the parser of names on kind and day', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(name, likely, update)),
        fc.integer({ min: 1, max: 5 }),
        (names, parts) => {
          const { days, others } = groupInParts(names, parts, form);
          const isOfKind = (one: string) => parseLogFileName(one)?.kind === kind;
          expect([...days.values()].flat().sort()).toEqual(names.filter(isOfKind).sort());
          expect(others.sort()).toEqual(names.filter((one) => !isOfKind(one)).sort());
          for (const [date, ofDay] of days) {
            for (const one of ofDay) expect(parseLogFileName(one)?.date).toBe(date);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
