import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyRepair, diagnose, planRepair, resolveNumber } from '@opta/journal-doctor';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BARE, updateText } from './log-texts.js';
import { makeJournal, openJournal, readFolder } from './new-journal.js';

interface Log {
  id: string;
  slug: string;
  text: string;
  /** Of a conflict copy, what its name has before the ending. */
  copy: string;
}

const COPIES = ['', '', '', ' 2', '.sync-conflict-20260224-101010-ABCDEFG', ' (conflicted copy 2026-02-24)'];

/** A log in one of the forms in which they come; `mark` makes its body tell it apart. */
const log: fc.Arbitrary<Omit<Log, 'text'> & { form: number; second: number }> = fc.record({
  id: fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 }))
    .map(([number, digits]) => String(number).padStart(digits, '0')),
  slug: fc.constantFrom('a', 'b', 'a-b'),
  copy: fc.constantFrom(...COPIES),
  form: fc.nat(3),
  second: fc.nat(59),
});

function textOf(form: number, id: string, second: number, mark: string): string {
  const time = `10:00:${String(second).padStart(2, '0')}`;
  if (form === 0) return `${BARE}${mark}\n`;
  if (form === 1) return `---\nid: ${id}\naliases:\n  - hub\ntime: ${time}\n---\n* ${mark}\n`;
  return updateText({ id, time, summary: [mark] }, form === 2 ? 'lmx' : 'cli');
}

/** What a repair must never change: everything but the frontmatter. */
function bodyOf(text: string): string {
  return text.replace(/^---\r?\n[\s\S]*?\n---\r?\n(?:\r\n)?/, '').trimStart();
}

it('gives every log of any folder one number, loses no body, and finds every old name again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(log, { minLength: 1, maxLength: 8 }), async (drawn) => {
      const root = mkdtempSync(join(tmpdir(), 'journal-doctor-'));
      try {
        const files = new Map(
          drawn.map(({ id, slug, copy, form, second }, index) => [
            `${id}_2026-02-24_${slug}${copy}.md`,
            textOf(form, id, second, `mark ${index}`),
          ]),
        );
        makeJournal(Object.fromEntries([...files].map(([name, text]) => [`updates/${name}`, text])), root);
        const journal = openJournal(root);
        let findings = await diagnose(journal.options);
        // A new number may be that of a copy whose original is gone; then the copy has its turn the next time.
        for (let round = 0; round < 3 && planRepair(findings).steps.length > 0; round += 1) {
          expect((await applyRepair(planRepair(findings), journal.options)).failed).toEqual([]);
          findings = await diagnose(journal.options);
        }
        expect(planRepair(findings).steps).toEqual([]);
        const after = readFolder(journal.updates);
        const bodies = Object.values(after).map(bodyOf);
        for (const text of files.values()) expect(bodies).toContain(bodyOf(text));
        expect(findings.filter(({ code }) => code === 'duplicate-number' || code === 'id-differs')).toEqual(
          [],
        );
        // A copy whose original never was there is all that may be left.
        for (const { code, facts } of findings) {
          if (code === 'conflict-copy') expect(facts).not.toHaveProperty('isSame');
        }
        for (const [name, text] of files) {
          if (COPIES.some((copy) => copy !== '' && name.includes(copy))) continue;
          const found = await resolveNumber(journal.store, name);
          expect(found.map(({ fileName }) => bodyOf(after[fileName] ?? ''))).toContain(bodyOf(text));
        }
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
