import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyRepair, diagnose, planRepair, type RepairPlan, resolveNumber } from '@opta/journal-doctor';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import {
  crashAt,
  createFaultFileSystem,
  type FaultFileSystem,
  type FaultPlan,
  failAt,
  type SeenCall,
  withoutSync,
} from 'test-kit';
import { expect, it } from 'vitest';
import { FREE_FORM, updateText } from './log-texts.js';
import { makeJournal, openJournal, readFolder, readShelf } from './new-journal.js';

const unsynced = withoutSync(nodeFileSystem);

const CHANGING = new Set([
  'write',
  'ftruncate',
  'link',
  'rename',
  'unlink',
  'mkdir',
  'chmod',
  'rmdir',
  'fchmod',
]);

const COPY = '007_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md';
const NUMBERS_COPY = 'last-numbers.sync-conflict-20260224-101010-ABCDEFG.txt';
const FREE = FREE_FORM.replaceAll('2026-02-24', '2026-02-25');
const FILES: Record<string, string> = {
  '007_2026-02-24_a.md': updateText({ id: '007', time: '10:00:00', summary: ['First.'] }),
  '007_2026-02-25_b.md': FREE,
  [COPY]: updateText({ id: '007', time: '10:00:00', summary: ['First, on the other machine.'] }),
  '007_2026-02-24_a 2.md': updateText({ id: '007', time: '10:00:00', summary: ['First.'] }),
  '008_2026-02-26_c.md': updateText({
    id: '008',
    date: '2026-02-26',
    summary: ['Follows 007_2026-02-25_b.md.'],
  }),
  '010_2026-02-27_d.md': updateText({ id: '009', date: '2026-02-27' }),
  [NUMBERS_COPY]: 'standard 011 - -\n',
  'last-numbers.txt': '<<<<<<< HEAD\nstandard 007 - -\n=======\nstandard 007 - -\n>>>>>>> other\n',
};
const BODY_OF_FREE_FORM = FREE.slice(FREE.indexOf('---\n\n**Date'));

/** With this option even a plan for a healthy folder has one step. */
const OPTIONS = { rewriteCitations: true };

interface Run {
  root: string;
  plan: RepairPlan;
  fileSystem: FaultFileSystem<FileSystem>;
  error?: unknown;
  failed: string[];
}

async function run(faults: FaultPlan, known?: RepairPlan): Promise<Run> {
  const root = mkdtempSync(join(tmpdir(), 'journal-doctor-'));
  const { updates } = makeJournal({}, root);
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(updates, name), text);
  // A plan names files without their folder, so it is the same for every run.
  const plan = known ?? planRepair(await diagnose(openJournal(root, unsynced).options), OPTIONS);
  const fileSystem = createFaultFileSystem(unsynced, faults);
  const result: Run = { root, plan, fileSystem, failed: [] };
  try {
    const report = await applyRepair(plan, openJournal(root, fileSystem).options);
    result.failed = report.failed.map(({ error }) => error.code);
  } catch (error) {
    result.error = error;
  }
  return result;
}

/** Nothing is lost at any moment, and the next repair ends where an undisturbed one does. */
async function expectConvergence({ root, plan }: Run, isSamePlan: boolean): Promise<void> {
  const journal = openJournal(root, unsynced);
  expectNothingLost(journal.updates);
  let findings = isSamePlan ? [] : await diagnose(journal.options);
  let next = isSamePlan ? plan : planRepair(findings, OPTIONS);
  // A further round for what the first plan could not know of, such as an original that was kept.
  for (let round = 0; round < 2 && (round === 0 || next.steps.length > 1); round += 1) {
    expect((await applyRepair(next, journal.options)).failed).toEqual([]);
    expectNothingLost(journal.updates);
    findings = await diagnose(journal.options);
    next = planRepair(findings, OPTIONS);
  }
  expect(findings.filter(({ code }) => !code.startsWith('gap-'))).toEqual([]);
  const files = readFolder(journal.updates);
  const logs = Object.keys(files).filter((name) => name.endsWith('.md'));
  expect(logs.map((name) => name.replace(/^\d+/, '')).sort()).toEqual([
    '_2026-02-24_a.md',
    '_2026-02-24_a.md',
    '_2026-02-25_b.md',
    '_2026-02-26_c.md',
    '_2026-02-27_d.md',
  ]);
  expect(new Set(logs.map((name) => Number.parseInt(name, 10))).size).toBe(5);
  const [renumbered] = await resolveNumber(journal.store, '007_2026-02-25_b.md');
  expect(files['008_2026-02-26_c.md']).toContain(`Follows ${renumbered?.fileName}.`);
  expect(readShelf(journal.updates).sort()).toEqual(['007_2026-02-24_a 2.md', NUMBERS_COPY]);
  expect(numberIn(files['last-numbers.txt'])).toBeGreaterThanOrEqual(11);
  expect(readShelf(journal.updates, 'replaced/pending')).toEqual([]);
  for (const name of logs) expect(parseUpdateLog(files[name] ?? '').id).toBe(name.slice(0, 3));
}

/** Each text is somewhere, whole: under its name, its new one, or on the shelf. */
function expectNothingLost(updates: string): void {
  const folders = ['.', '.opta-journal/replaced', '.opta-journal/replaced/pending'];
  const texts = folders.flatMap((folder) => readTexts(join(updates, folder)));
  const has = (part: string) =>
    expect(
      texts.some((text) => text.includes(part)),
      part,
    ).toBe(true);
  has('First.\n');
  has('First, on the other machine.');
  has(BODY_OF_FREE_FORM);
  has('Follows 0');
  has('date: 2026-02-27');
}

function numberIn(lastNumbers = ''): number {
  return Number(/^standard (\d+) /m.exec(lastNumbers)?.[1]);
}

function readTexts(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => readFileSync(join(folder, name), 'utf8'));
  } catch {
    // The shelf is only there once something is on it.
    return [];
  }
}

function finish({ root, fileSystem }: Run): void {
  fileSystem.closeLeft();
  rmSync(root, { recursive: true, force: true });
}

async function runUndisturbed(): Promise<Run> {
  const undisturbed = await run(() => undefined);
  expect(undisturbed.error).toBeUndefined();
  expect(undisturbed.failed).toEqual([]);
  expect(undisturbed.fileSystem.openDescriptors.size).toBe(0);
  await expectConvergence(undisturbed, true);
  finish(undisturbed);
  return undisturbed;
}

/** A crash after a call that only reads leaves what one after the call before it leaves. */
function isChanging({ name, args }: SeenCall): boolean {
  return CHANGING.has(name) || (name === 'open' && args.length > 2);
}

it.each([
  ['the same plan', true],
  ['a new diagnosis', false],
])(
  'converges after a crash at every call that changes something, with %s',
  async (_, isSamePlan) => {
    const { plan, fileSystem } = await runUndisturbed();
    const changing = fileSystem.calls.filter(isChanging);
    expect(changing.length).toBeGreaterThan(60);
    for (const { index } of changing) {
      const crashed = await run(crashAt(index, 'after'), plan);
      expect(crashed.error, `call ${index}`).toBeDefined();
      await expectConvergence(crashed, isSamePlan);
      finish(crashed);
    }
  },
  240_000,
);

it('converges after EIO or ENOSPC at every call that changes something and every fifth that reads', async () => {
  const { plan, fileSystem } = await runUndisturbed();
  const calls = fileSystem.calls.filter((call) => isChanging(call) || call.index % 5 === 0);
  for (const { index } of calls) {
    const errno = index % 2 === 0 ? 'EIO' : 'ENOSPC';
    const failed = await run(failAt(index, errno), plan);
    expect(failed.fileSystem.openDescriptors.size, `call ${index}`).toBe(0);
    if (failed.error !== undefined) {
      expect(failed.error).toMatchObject({ code: expect.stringMatching(/^JOURNAL_/) });
    }
    for (const code of failed.failed) expect(code).toMatch(/^JOURNAL_/);
    await expectConvergence(failed, false);
    finish(failed);
  }
}, 240_000);
