import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { createJournalStore } from '../src/create-journal-store.js';

const day = fc.constantFrom('2026-02-23', '2026-02-24');
const minute = fc.constantFrom('0000', '1356', '2359');
const sessionName = fc
  .tuple(day, minute, fc.constantFrom('a', 'b'), fc.constantFrom('x', 'x-2', 'y'))
  .map(([date, time, device, summary]) => `${date}-${time}-${device}-${summary}.md`);
const updateName = fc
  .tuple(fc.constantFrom('001', '007', '07', '1000'), day, fc.constantFrom('a', 'b'))
  .map(([id, date, slug]) => `${id}_${date}_${slug}.md`);

type Listing = 'listSessionLogs' | 'listUpdateLogs';

const LISTINGS: [Listing, fc.Arbitrary<string>][] = [
  ['listSessionLogs', sessionName],
  ['listUpdateLogs', updateName],
];

describe.each(LISTINGS)('the pages of %s', (list, name) => {
  it('have every file that stays exactly once and in order, while others come and go between them', async () => {
    const change = fc.record({
      add: fc.array(name, { maxLength: 3 }),
      remove: fc.array(name, { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, { maxLength: 15 }),
        fc.array(change, { minLength: 1, maxLength: 15 }),
        fc.integer({ min: 1, max: 4 }),
        async (names, changes, limit) => {
          const directory = makeTemporaryFolder();
          const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
          for (const one of names) writeFileSync(join(directory, one), '---\na: 1\n---\n');
          const changed = new Set(changes.flatMap(({ add, remove }) => [...add, ...remove]));
          const staying = names.filter((one) => !changed.has(one));

          const seen: string[] = [];
          let cursor: string | undefined;
          for (let pages = 0; ; pages += 1) {
            const page = await store[list]({ limit, cursor });
            seen.push(...page.entries.map(({ fileName }) => fileName));
            cursor = page.nextCursor;
            if (cursor === undefined) break;
            expect(page.entries).toHaveLength(limit);
            const { add = [], remove = [] } = changes[pages] ?? {};
            for (const one of add) writeFileSync(join(directory, one), '');
            for (const one of remove) rmSync(join(directory, one), { force: true });
          }
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((one) => staying.includes(one)).sort()).toEqual([...staying].sort());
          // Together they are in the order of one page that has everything.
          for (const one of seen) writeFileSync(join(directory, one), '');
          const whole = (await store[list]({ limit: 10_000 })).entries.map(({ fileName }) => fileName);
          expect(whole.filter((one) => seen.includes(one))).toEqual(seen);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('with a filter have every match exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, { maxLength: 20 }),
        fc.integer({ min: 1, max: 4 }),
        async (names, limit) => {
          const directory = makeTemporaryFolder();
          const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
          names.forEach((one, index) => {
            const who = index % 3 === 0 ? 'ann' : 'bob';
            writeFileSync(join(directory, one), `---\nuser: ${who}\nauthor: ${who}\n---\n`);
          });
          const filter = list === 'listSessionLogs' ? { user: 'ann' } : { author: 'ann' };
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await store[list]({ ...filter, limit, cursor });
            seen.push(...page.entries.map(({ fileName }) => fileName));
            cursor = page.nextCursor;
          } while (cursor !== undefined);
          expect([...seen].sort()).toEqual(names.filter((_, index) => index % 3 === 0).sort());
        },
      ),
      { numRuns: 50 },
    );
  });
});
