import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose, repair } from '@opta/journal-doctor';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { createFileAllocator } from '@opta/journal-ids';
import { runGit as git } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect } from 'vitest';
import { updateText } from './log-texts.js';
import { makeJournal, readFolder, type TestJournal } from './new-journal.js';

/** When the first log is written. */
export const START = Date.parse('2026-02-24T10:00:00Z');

/** A repository with one update log and two clones of it. */
export async function createClones(): Promise<{ original: string; clones: [string, string] }> {
  const parent = makeTemporaryFolder();
  const original = join(parent, 'original');
  git(parent, 'init', '-q', '-b', 'main', original);
  await commitUpdate(original, 'base', START);
  const clones: [string, string] = [join(parent, 'one'), join(parent, 'two')];
  for (const clone of clones) git(parent, 'clone', '-q', original, clone);
  return { original, clones };
}

/** Publishes the next update log, as a runtime does, and commits everything. */
export async function commitUpdate(
  root: string,
  slug: string,
  now: number,
  cites: readonly string[] = [],
): Promise<string> {
  const { updates } = makeJournal({}, root);
  const allocator = createFileAllocator({ directory: updates, timeZone: 'UTC', clock: () => now });
  const { id, uid, complete } = await allocator.allocate('standard');
  const fileName = `${id}_2026-02-24_${slug}.md`;
  const summary = [`About ${slug}.`, ...cites.map((name) => `Follows ${name}.`)];
  const time = new Date(now).toISOString().slice(11, 19);
  writeFileSync(join(updates, fileName), updateText({ id, uid, time, summary }));
  await complete(fileName);
  await allocator.close();
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', slug);
  return fileName;
}

/** Merges, keeping both logs. @returns whether git stopped */
export function merge(root: string, from: string): boolean {
  git(root, 'fetch', '-q', from, 'main');
  try {
    git(root, 'merge', '-q', '--no-edit', 'FETCH_HEAD');
    return false;
  } catch {
    expect(git(root, 'diff', '--name-only', '--diff-filter=U').trim()).toBe('updates/last-numbers.txt');
    return true;
  }
}

/** Every log has one number of its own, frontmatter and name agree, and nothing is left to mend. */
export async function expectHealthy(journal: TestJournal, count: number): Promise<void> {
  const logs = Object.entries(readFolder(journal.updates)).filter(([name]) => name.endsWith('.md'));
  expect(logs).toHaveLength(count);
  expect(new Set(logs.map(([name]) => Number.parseInt(name, 10))).size).toBe(count);
  for (const [name, text] of logs) expect(readFrontmatter(text)?.id).toBe(name.slice(0, name.indexOf('_')));
  expect(readFileSync(join(journal.updates, 'last-numbers.txt'), 'utf8')).not.toMatch(/^(?:<{7}|={7}|>{7})/m);
  expect((await diagnose(journal.options)).filter(({ severity }) => severity !== 'info')).toEqual([]);
}

export async function repairAll({ options }: TestJournal, rewriteCitations = false): Promise<void> {
  const report = await repair(await diagnose(options), { ...options, rewriteCitations });
  expect(report.failed).toEqual([]);
  expect(report.unresolved).toEqual([]);
}
