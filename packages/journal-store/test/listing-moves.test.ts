import { linkSync, mkdirSync, readdirSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import fc from 'fast-check';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { createJournalStore } from '../src/create-journal-store.js';

const MONTH = '2026-02';
const LISTINGS = [
  ['listSessionLogs', (number: number) => `${MONTH}-2${number % 3}-135${number % 6}-mbp-${number}.md`],
  ['listUpdateLogs', (number: number) => `${100 + number}_${MONTH}-2${number % 3}_log.md`],
] as const;
const NUMBERS = Array.from({ length: 12 }, (_, number) => number);

/** What can happen to a log; the halves of a move, as a retention that is interrupted leaves them, one by one. */
const CHANGES = {
  publish: (live: string) => writeIfMissing(live),
  delete: (live: string, archived: string) => [live, archived].forEach(removeIfThere),
  copyToArchive: (live: string, archived: string) => linkIfPossible(live, archived),
  archive: (live: string, archived: string) => move(live, archived),
  restore: (live: string, archived: string) => move(archived, live),
};
type Change = { kind: keyof typeof CHANGES; number: number };

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(...(Object.keys(CHANGES) as (keyof typeof CHANGES)[])),
  number: fc.constantFrom(...NUMBERS),
});

describe.each(LISTINGS)('the pages of %s', (list, nameOf) => {
  it('have every log that is always there exactly once and in order, whatever moves at whatever call', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.record({ number: fc.constantFrom(...NUMBERS), isArchived: fc.boolean() }), {
          selector: ({ number }) => number,
        }),
        // Each log once: one that moved twice while it is being opened would be missed.
        fc.uniqueArray(fc.record({ call: fc.nat(60), change }), { selector: (one) => one.change.number }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (logs, planned, limit, isFiltered) => {
          const directory = makeTemporaryFolder();
          const month = join(directory, 'archive', MONTH);
          mkdirSync(month, { recursive: true });
          for (const { number, isArchived } of logs) {
            writeIfMissing(join(isArchived ? month : directory, nameOf(number)));
          }
          const wasAway = new Set(NUMBERS.filter((number) => !logs.some((log) => log.number === number)));
          let changes = 0;
          const fileSystem = createFaultFileSystem(nodeFileSystem, ({ index }) => {
            for (const { call, change: now } of planned) {
              if (call !== index) continue;
              const name = nameOf(now.number);
              CHANGES[now.kind](join(directory, name), join(month, name));
              if (!isThere(directory, month, name)) wasAway.add(now.number);
              // As if some time had passed: the clock of a disk may be a coarse one.
              changes += 1;
              utimesSync(directory, 0, changes);
            }
            return undefined;
          });
          const store = createJournalStore({
            sessionLogsDir: directory,
            updateLogsDir: directory,
            fileSystem,
          });

          const filter = list === 'listSessionLogs' ? { user: 'ann' } : { author: 'ann' };
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await store[list]({ limit, cursor, ...(isFiltered ? filter : {}) });
            seen.push(...page.entries.map(({ fileName }) => fileName));
            cursor = page.nextCursor;
          } while (cursor !== undefined);

          expect(new Set(seen).size).toBe(seen.length);
          const staying = NUMBERS.filter((number) => !wasAway.has(number)).map(nameOf);
          expect(seen).toEqual(expect.arrayContaining(staying));
          expect(seen).toEqual(await inOrder(list, seen));
        },
      ),
      { numRuns: 400 },
    );
  });
});

/** Names in the order in which a listing gives them that finds nothing else. */
async function inOrder(list: (typeof LISTINGS)[number][0], names: readonly string[]): Promise<string[]> {
  const directory = makeTemporaryFolder();
  for (const name of names) writeIfMissing(join(directory, name));
  const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
  return (await store[list]({ limit: 10_000 })).entries.map(({ fileName }) => fileName);
}

function isThere(directory: string, month: string, name: string): boolean {
  return [directory, month].some((folder) => readdirSync(folder).includes(name));
}

function writeIfMissing(path: string): void {
  writeFileSync(path, '---\nuser: ann\nauthor: ann\n---\n');
}

function removeIfThere(path: string): void {
  rmSync(path, { force: true });
}

function linkIfPossible(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** The copy is there before the original goes, as retention does it. */
function move(from: string, to: string): void {
  linkIfPossible(from, to);
  try {
    unlinkSync(from);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
