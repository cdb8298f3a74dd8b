import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileAllocator } from '@opta/journal-ids';
import { runGit as git } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';

/** Publishes the next update log of a series, as a store does, and commits everything. */
async function commitUpdate(directory: string, series: string, slug: string): Promise<string> {
  const allocator = createFileAllocator({ directory });
  const allocation = await allocator.allocate(series);
  const fileName = `${allocation.id}_2026-02-24_${slug}.md`;
  writeFileSync(join(directory, fileName), `# ${slug}\n`);
  await allocation.complete(fileName);
  await allocator.close();
  git(directory, 'add', '-A');
  git(directory, 'commit', '-q', '-m', slug);
  return fileName;
}

async function createRepository(): Promise<{ directory: string; clone: string }> {
  const parent = makeTemporaryFolder();
  const directory = join(parent, 'original');
  git(parent, 'init', '-q', '-b', 'main', directory);
  await commitUpdate(directory, 'standard', 'first');
  await commitUpdate(directory, 'promotion', 'second');
  const clone = join(parent, 'clone');
  git(parent, 'clone', '-q', directory, clone);
  return { directory, clone };
}

it('keeps its own state out of the repository', async () => {
  const { directory, clone } = await createRepository();
  expect(git(directory, 'status', '--porcelain')).toBe('');
  expect(existsSync(join(clone, '.opta-journal'))).toBe(false);
  expect(git(clone, 'ls-files').trim().split('\n')).toEqual([
    '001_2026-02-24_first.md',
    '200_2026-02-24_second.md',
    'last-numbers.txt',
  ]);
});

it('does not give a number again in a fresh clone, even if the log that had it was deleted', async () => {
  const { directory } = await createRepository();
  const deleted = await commitUpdate(directory, 'standard', 'third');
  git(directory, 'rm', '-q', deleted);
  git(directory, 'commit', '-q', '-m', 'delete the log');
  const clone = join(makeTemporaryFolder(), 'clone');
  git(directory, 'clone', '-q', '.', clone);
  expect(await commitUpdate(clone, 'standard', 'fourth')).toBe('003_2026-02-24_fourth.md');
});

it('merges two branches that took numbers of different series', async () => {
  const { directory, clone } = await createRepository();
  await commitUpdate(directory, 'standard', 'ours');
  await commitUpdate(clone, 'promotion', 'theirs');
  git(clone, 'pull', '-q', '--no-rebase', '--no-edit', 'origin', 'main');
  const text = readFileSync(join(clone, 'last-numbers.txt'), 'utf8');
  expect(text).toMatch(/^standard 002 .* 002_2026-02-24_ours\.md$/m);
  expect(text).toMatch(/^promotion 201 .* 201_2026-02-24_theirs\.md$/m);
});

it('stops the merge of two branches that took the same number, and goes on above both', async () => {
  const { directory, clone } = await createRepository();
  await commitUpdate(directory, 'standard', 'ours');
  await commitUpdate(clone, 'standard', 'theirs');
  expect(() => git(clone, 'pull', '-q', '--no-rebase', '--no-edit', 'origin', 'main')).toThrow();
  expect(git(clone, 'diff', '--name-only', '--diff-filter=U').trim()).toBe('last-numbers.txt');

  rmSync(join(clone, '.opta-journal'), { recursive: true });
  const allocator = createFileAllocator({ directory: clone });
  const [standard] = await allocator.inspect();
  expect(standard?.duplicates).toEqual([
    { number: 2, fileNames: ['002_2026-02-24_ours.md', '002_2026-02-24_theirs.md'] },
  ]);
  expect(standard?.problems.map(({ message }) => message).join()).toContain('merge conflict');
  expect((await allocator.allocate('standard')).number).toBe(3);
});
