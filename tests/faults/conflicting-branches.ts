import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { writeUpdateLog } from '@opta/journal-runtime';
import { runGit as git } from 'test-kit';
import { journalConfig } from './journal-config.js';
import { openStore } from './open-store.js';

const LAST_NUMBERS = 'updates/last-numbers.txt';
const START = Date.parse('2026-02-24T10:00:00Z');
const MINUTE_MS = 60_000;

/**
 * Two branches that both go on from the same numbers, and a merge of them that git could not finish.
 *
 * @returns the working tree with the conflict
 */
export async function makeConflict(folder: string, random: () => number): Promise<string> {
  const [worktree, other] = [join(folder, 'one'), join(folder, 'two')];
  git(folder, 'init', '-q', '-b', 'one', worktree);
  let now = START;
  const commitNext = (branch: string): Promise<void> => {
    now += MINUTE_MS;
    return commitUpdate(branch, now);
  };
  await commitNext(worktree);
  git(worktree, 'worktree', 'add', '-q', '-b', 'two', other);
  const more = Array.from({ length: Math.floor(random() * 6) }, () => (random() < 0.5 ? worktree : other));
  for (const branch of [worktree, other, ...more]) await commitNext(branch);
  assertMergeStops(worktree);
  return worktree;
}

/** Writes an update log as a CLI does, which cites every one before it in its branch, and commits it. */
async function commitUpdate(worktree: string, now: number): Promise<void> {
  const store = openStore(worktree);
  const { entries } = await store.listUpdateLogs();
  const citations = entries.map(({ fileName }) => `Follows ${fileName}.`);
  const title = `Change of minute ${(now - START) / MINUTE_MS}`;
  await writeUpdateLog(
    { title, summary: ['A change.', ...citations] },
    { config: journalConfig(store), environment: {}, baseDirectory: worktree, clock: () => now },
  );
  git(worktree, 'add', '-A');
  git(worktree, 'commit', '-q', '-m', title);
}

function assertMergeStops(worktree: string): void {
  try {
    git(worktree, 'merge', '-q', '--no-edit', 'two');
  } catch {
    const conflicts = git(worktree, 'diff', '--name-only', '--diff-filter=U').trim();
    if (conflicts === LAST_NUMBERS) return;
    throw new Error(`the merge stopped at ${conflicts} and not at ${LAST_NUMBERS} alone`);
  }
  throw new Error('git merged two logs of the same number without a word');
}

/** As a person does who keeps the lines of both sides and thinks no more of it. */
export function resolveByTakingBoth(worktree: string): void {
  const path = join(worktree, LAST_NUMBERS);
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/^(?:<{7}|={7}|>{7}).*\n/gm, ''));
  git(worktree, 'add', '-A');
  git(worktree, 'commit', '-q', '-m', 'merge');
}

/** Every update log in the working tree by its name. */
export function readUpdateLogs(worktree: string): Map<string, string> {
  const directory = join(worktree, 'updates');
  const names = readdirSync(directory).filter((name) => parseLogFileName(name)?.kind === 'update');
  return new Map(names.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

/** @returns what it printed */
