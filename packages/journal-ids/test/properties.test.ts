import { mkdirSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFileAllocator, defineSeries } from '@opta/journal-ids';
import fc from 'fast-check';
import { withoutSync } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';

const series = defineSeries({
  standard: {
    ranges: [
      [1, 12],
      [40, 60],
    ],
  },
  promotion: { ranges: [[20, 39]] },
});

/** Numbers near the borders of the ranges, in every spelling. */
const numberedName = fc
  .record({
    number: fc.oneof(fc.integer({ min: 0, max: 45 }), fc.constantFrom(199, 1000, 20260224)),
    zeros: fc.constantFrom('', '0', '00', '0000'),
    rest: fc.constantFrom('x.md', '2026-02-24_x.md', '2026-02-24_y.md', 'picture.png', 'Release 2.md'),
  })
  .map(({ number, zeros, rest }) => `${zeros}${number}_${rest}`);

const otherName = fc.constantFrom(
  'README.md',
  '011_x.sync-conflict-20260224-101010-ABCDEFG.md',
  '012_x.md.tmp',
  '.010_x.md',
  '12-x.md',
  'x_12.md',
);

/** What stands in the folder of these names, by the rules of the documentation and nothing of the code. */
function highestOf(names: readonly string[], [from, to]: readonly [number, number]): number {
  const numbers = names
    .filter((name) => /^\d+_/.test(name) && !/sync-conflict|\.tmp$/.test(name))
    .map((name) => Number.parseInt(name, 10));
  return Math.max(from - 1, ...numbers.filter((number) => number >= from && number <= to));
}

function expectedNext(names: readonly string[], ranges: readonly (readonly [number, number])[]) {
  return ranges
    .map((range) => ({ next: highestOf(names, range) + 1, range }))
    .find(({ next, range }) => next <= range[1])?.next;
}

describe('any folder', () => {
  it('gives the number after the highest one of the first range that has room', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(numberedName, otherName), { maxLength: 12 }), async (names) => {
        const directory = join(makeTemporaryFolder(), 'updates');
        mkdirSync(directory);
        for (const name of names) writeFileSync(join(directory, name), '');
        const allocator = createFileAllocator({
          directory,
          series,
          fileSystem: withoutSync(nodeFileSystem),
          clock: () => 1_000_000,
        });
        for (const [name, { ranges }] of Object.entries(series)) {
          const expected = expectedNext(names, ranges);
          if (expected === undefined) {
            await expect(allocator.peek(name)).rejects.toMatchObject({ code: 'JOURNAL_IDS_SERIES_FULL' });
          } else {
            expect((await allocator.peek(name)).number).toBe(expected);
            expect((await allocator.allocate(name)).number).toBe(expected);
          }
        }
        rmSync(directory, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });
});

/** What may happen to a folder between two allocations. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('publish' as const), who: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('claim' as const), who: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('abandon' as const), who: fc.nat(2) }) },
  // A foreign file that goes before anybody has looked was never there for us; so only ours are deleted.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), which: fc.nat(50) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('foreign' as const), ahead: fc.integer({ min: 0, max: 5 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), who: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clone' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('clock' as const), ms: fc.integer({ min: -9e6, max: 9e6 }) }),
  },
);

describe('any history', () => {
  it('never gives a number twice, and times rise with numbers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const directory = join(makeTemporaryFolder(), 'updates');
        mkdirSync(directory);
        let now = Date.parse('2026-02-24T12:00:00Z');
        const create = () =>
          createFileAllocator({
            directory,
            fileSystem: withoutSync(nodeFileSystem),
            series: defineSeries({ all: { ranges: [[1, 9999]] } }),
            clock: () => now,
            timeZone: 'UTC',
          });
        let allocators = [create(), create(), create()];
        const given: { number: number; claimedAt: number }[] = [];
        const foreign = new Set<number>();
        let openSinceClone = 0;
        for (const one of steps) {
          if (one.kind === 'publish' || one.kind === 'claim' || one.kind === 'abandon') {
            const allocation = await (allocators[one.who] ?? create()).allocate('all');
            given.push({ number: allocation.number, claimedAt: allocation.claimedAt });
            openSinceClone += 1;
            if (one.kind === 'abandon') await allocation.abandon('no need');
            if (one.kind === 'publish') {
              const name = `${allocation.id}_x.md`;
              writeFileSync(join(directory, name), '', { flag: 'wx' });
              await allocation.complete(name);
            }
            if (one.kind !== 'claim') openSinceClone = 0;
          } else if (one.kind === 'delete') {
            const files = readdirSync(directory).filter((name) => name.endsWith('_x.md'));
            const name = files[one.which % Math.max(1, files.length)];
            if (name !== undefined) unlinkSync(join(directory, name));
          } else if (one.kind === 'foreign') {
            const number = Math.max(0, ...given.map((entry) => entry.number), ...foreign) + 1 + one.ahead;
            writeFileSync(join(directory, `${number}_foreign.md`), '');
            foreign.add(number);
          } else if (one.kind === 'restart') {
            allocators[one.who] = create();
          } else if (one.kind === 'clone' && openSinceClone === 0 && foreign.size === 0) {
            // A clone knows what was completed or abandoned, and nothing of our hidden folder.
            rmSync(join(directory, '.opta-journal'), { recursive: true, force: true });
            allocators = [create(), create(), create()];
          } else if (one.kind === 'clock') {
            now += one.ms;
          }
        }
        const numbers = given.map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const number of numbers) expect(foreign.has(number)).toBe(false);
        // Given one after the other, so numbers rise in the order of giving, and times with them.
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        const times = given.map(({ claimedAt }) => claimedAt);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        rmSync(directory, { recursive: true });
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
