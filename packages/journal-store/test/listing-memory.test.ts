import { mkdirSync, readdirSync, readFile, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { createJournalStore } from '../src/create-journal-store.js';

const MONTH = '2026-02';
const SESSION_LOGS = Array.from(
  { length: 20 },
  (_, index) => `${MONTH}-2${index % 2}-13${10 + index}-mbp-x.md`,
);
const UPDATE_LOGS = Array.from({ length: 6 }, (_, index) => `00${index}_${MONTH}-24_x.md`);
const NAMES = [...SESSION_LOGS, ...UPDATE_LOGS];
const VALUES = ['ann', 'bob', 'ann bob'];

/** Texts of a log whose filtered value is as long as any other; some are odd in one way. */
const TEXTS: ((value: string) => string)[] = [
  (value) => `---\nuser: "${value}"\nauthor: "${value}"\n---\n\nbody\n`,
  (value) => `---\nuser: ${value}\nauthor: ${value}\n---\n\nann bob\n`,
  (value) => `---\nlong: "${'x'.repeat(600)}"\nuser: "${value}"\nauthor: "${value}"\n---\n`,
  (value) => `---\nlong: "${'x'.repeat(2_000)}"\nuser: "${value}"\nauthor: "${value}"\n---\n`,
  (value) => `---\nuser: "\\u0061${value.slice(1)}"\nauthor: "${value}"\n---\n`,
  () => 'ann bob, and no frontmatter\n',
  () => '',
];

const text = fc
  .tuple(fc.constantFrom(...TEXTS), fc.constantFrom(...VALUES))
  .map(([textOf, value]) => textOf(value));
const name = fc.constantFrom(...NAMES);

type Change = (live: string, month: string) => void;

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(name, text).map(
    ([one, content]) =>
      (live: string) =>
        writeFileSync(join(live, one), content),
  ),
  fc.tuple(name, text).map(([one, content]) => (live: string) => {
    writeFileSync(join(live, 'draft'), content);
    renameSync(join(live, 'draft'), join(live, one));
  }),
  fc.tuple(name, name).map(
    ([one, other]) =>
      (live: string) =>
        moveIfThere(join(live, one), join(live, other)),
  ),
  name.map((one) => (live: string, month: string) => moveIfThere(join(live, one), join(month, one))),
  name.map((one) => (live: string, month: string) => moveIfThere(join(month, one), join(live, one))),
  fc.tuple(name, text).map(([one, content]) => (_: string, month: string) => {
    mkdirSync(month, { recursive: true });
    writeFileSync(join(month, one), content);
  }),
  name.map((one) => (live: string) => rmSync(join(live, one), { force: true })),
  fc.constant((live: string) => rmSync(join(live, 'archive'), { recursive: true, force: true })),
  fc.constant((live: string) => {
    renameSync(live, `${live}-old`);
    mkdirSync(live);
    for (const one of readdirSync(`${live}-old`)) renameSync(join(`${live}-old`, one), join(live, one));
    rmSync(`${live}-old`, { recursive: true });
  }),
);

function moveIfThere(from: string, to: string): void {
  try {
    mkdirSync(join(to, '..'), { recursive: true });
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

it('what a store remembers of its folders never shows, whatever is changed in them between two listings', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          changes: fc.array(change, { maxLength: 3 }),
          user: fc.constantFrom(...VALUES),
          limit: fc.integer({ min: 1, max: 20 }),
          isInCallback: fc.boolean(),
        }),
        { minLength: 5, maxLength: 20 },
      ),
      async (steps) => {
        const directory = makeTemporaryFolder();
        const live = join(directory, 'logs');
        mkdirSync(live);
        for (const one of NAMES)
          writeFileSync(join(live, one), (TEXTS[0] as (value: string) => string)('ann'));
        const folders = { sessionLogsDir: live, updateLogsDir: live };
        const remembering = createJournalStore(folders);
        const fresh = createJournalStore({ ...folders, rememberListings: false });
        for (const { changes, user, limit, isInCallback } of steps) {
          const query = { limit, includeOther: true, count: limit % 2 === 0 };
          const list = (store: typeof fresh) =>
            Promise.all([
              store.listSessionLogs({ ...query, user }),
              store.listUpdateLogs({ ...query, author: user }),
            ]);
          if (isInCallback) await new Promise((resolve) => readFile(live, resolve));
          for (const apply of changes) apply(live, join(live, 'archive', MONTH));
          expect(await list(remembering)).toEqual(await list(fresh));
        }
      },
    ),
    { numRuns: 25 },
  );
});
