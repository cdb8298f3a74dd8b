import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { applyScrub, planScrub, type ScrubPlan } from '@opta/journal-doctor';
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
import { updateText } from './log-texts.js';
import { openJournal } from './new-journal.js';

const CHANGING = new Set(['write', 'link', 'rename', 'unlink', 'mkdir', 'fchmod', 'fsync']);
const unsynced = withoutSync(nodeFileSystem);
const SECRET = 'hunter-Horse-Staple-42';
const LONG_AGO = new Date('2026-02-24T10:00:00Z');
const NAMED = '007_2026-02-24_hunter-horse-staple-42.md';
const events = (said: string) => `{"event_type":"a","timestamp":"","timestamp_unix":1,"data":"${said}"}\n`;

const FILES: Record<string, string | Uint8Array> = {
  'sessions/2026-02-24-100000-studio-events.jsonl': events(`x ${SECRET}`).repeat(3),
  'sessions/archive/2026-01/2026-01-02-030405-studio-events.jsonl.gz': gzipSync(events(SECRET)),
  [`updates/${NAMED}`]: updateText({ id: '007', summary: [`It is ${SECRET}.`] }),
  'updates/008_2026-02-24_b.md': updateText({ id: '008', summary: [`Follows ${NAMED}.`] }),
  'updates/last-numbers.txt': `standard 008 - ${NAMED}\n`,
  [`updates/.opta-journal/tmp/${'0'.repeat(32)}.tmp`]: SECRET,
};

interface Run {
  root: string;
  fileSystem: FaultFileSystem<FileSystem>;
  error?: unknown;
  failed: string[];
}

async function planFor(root: string): Promise<ScrubPlan> {
  return planScrub([SECRET], openJournal(root, unsynced).options);
}

async function run(faults: FaultPlan): Promise<Run> {
  const root = mkdtempSync(join(tmpdir(), 'journal-scrub-'));
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
    utimesSync(join(root, name), LONG_AGO, LONG_AGO);
  }
  const plan = await planFor(root);
  const fileSystem = createFaultFileSystem(unsynced, faults);
  const result: Run = { root, fileSystem, failed: [] };
  try {
    const { failed } = await applyScrub(plan, [SECRET], openJournal(root, fileSystem).options);
    result.failed = failed.map(({ error }) => error.code);
  } catch (error) {
    result.error = error;
  }
  return result;
}

/** Every file but temporary ones and what explains the folder of state, with its content. */
function contents(root: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(root.length + 1);
    if (!entry.isFile() || /\.opta-journal\/(?:tmp|README|\.gitignore)|scrubbed\.txt/.test(name)) continue;
    const bytes = readFileSync(path);
    files[name] = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  }
  return files;
}

/** Each file is the old or the new one, and the next scrub ends where an undisturbed one does. */
async function expectConvergence({ root }: Run, finished: Record<string, string>): Promise<void> {
  const texts = new Set([
    ...Object.values(finished),
    ...Object.values(FILES).map((one) => (typeof one === 'string' ? one : gunzipSync(one).toString())),
  ]);
  for (const [name, text] of Object.entries(contents(root))) expect(texts.has(text), name).toBe(true);
  const plan = await planFor(root);
  expect(plan.left.filter(({ reason }) => reason !== 'in-use')).toEqual([]);
  const { failed } = await applyScrub(plan, [SECRET], openJournal(root, unsynced).options);
  expect(failed).toEqual([]);
  expect(contents(root)).toEqual(finished);
  expect((await planFor(root)).steps).toEqual([]);
}

function finish({ root, fileSystem }: Run): void {
  fileSystem.closeLeft();
  rmSync(root, { recursive: true, force: true });
}

/** A stop after a call that only reads leaves what one after the call before it leaves. */
function isChanging({ name, args }: SeenCall): boolean {
  return CHANGING.has(name) || (name === 'open' && args.length > 2);
}

async function runUndisturbed(): Promise<{ calls: readonly SeenCall[]; finished: Record<string, string> }> {
  const undisturbed = await run(() => undefined);
  expect(undisturbed.error).toBeUndefined();
  expect(undisturbed.failed).toEqual([]);
  expect(undisturbed.fileSystem.openDescriptors.size).toBe(0);
  const finished = contents(undisturbed.root);
  expect(JSON.stringify(finished)).not.toMatch(/hunter/i);
  finish(undisturbed);
  return { calls: undisturbed.fileSystem.calls, finished };
}

it('leaves the old or the new file after a stop at any call that changes something, and converges', async () => {
  const { calls, finished } = await runUndisturbed();
  const changing = calls.filter(isChanging);
  expect(changing.length).toBeGreaterThan(25);
  for (const { index } of changing) {
    const crashed = await run(crashAt(index, 'after'));
    await expectConvergence(crashed, finished);
    finish(crashed);
  }
}, 240_000);

it('leaves the old or the new file after an error at such a call or at every fifth other, and converges', async () => {
  const { calls, finished } = await runUndisturbed();
  for (const { index } of calls.filter((call) => isChanging(call) || call.index % 5 === 0)) {
    const failed = await run(failAt(index, index % 2 === 0 ? 'EIO' : 'ENOSPC'));
    expect(failed.fileSystem.openDescriptors.size, `call ${index}`).toBe(0);
    if (failed.error !== undefined) {
      expect(failed.error).toMatchObject({ code: expect.stringMatching(/^JOURNAL_/) });
    }
    for (const code of failed.failed) expect(code).toMatch(/^JOURNAL_/);
    await expectConvergence(failed, finished);
    finish(failed);
  }
}, 240_000);
