import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnoseMerge, type MergeDiagnosis, resolveNumber } from '@opta/journal-doctor';
import { runGit as git } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { commitUpdate, createClones, expectHealthy, merge, repairAll, START } from './git-journal.js';
import { updateText } from './log-texts.js';
import { makeJournal, openJournal, readFolder } from './new-journal.js';

function askMerge(root: string, ...heads: string[]): Promise<MergeDiagnosis | undefined> {
  return diagnoseMerge({ store: openJournal(root).store, heads });
}

/** The logs that share a number, each with the branches that have it. */
async function findShared(root: string, ...heads: string[]): Promise<string[][]> {
  const diagnosis = await askMerge(root, ...heads);
  return (diagnosis?.findings ?? []).map(({ facts }) =>
    facts.claimants.map((one) => [one.fileName, ...(one.heads ?? [])].join(' ')),
  );
}

/** Brings the main branch of another clone here, as `git fetch` does. */
function fetch(root: string, from: string, name: string): void {
  git(root, 'fetch', '-q', from, `+main:refs/remotes/${name}/main`);
}

/** After the merge `repair` gives each log a number, and every name that a log had finds it. */
async function expectMended(root: string, names: readonly string[], count: number): Promise<void> {
  const journal = openJournal(root);
  await repairAll(journal);
  await expectHealthy(journal, count);
  for (const name of names) {
    const found = await resolveNumber(journal.store, name);
    expect(found.map(({ fileName }) => fileName.replace(/^\d+/, ''))).toEqual([name.replace(/^\d+/, '')]);
  }
}

it('finds before the merge that two branches have taken one number 33 seconds apart', async () => {
  const { original, clones } = await createClones();
  const [one] = clones;
  const ours = await commitUpdate(original, 'ours', START + 60_000);
  const theirs = await commitUpdate(one, 'theirs', START + 93_000);
  fetch(one, original, 'origin');
  const before = git(one, 'status', '--porcelain', '--branch');

  expect(await findShared(one, 'HEAD')).toEqual([]);
  expect(await findShared(one, 'HEAD', 'origin/main')).toEqual([[`${ours} origin/main`, `${theirs} HEAD`]]);
  expect(git(one, 'status', '--porcelain', '--branch')).toBe(before);

  expect(merge(one, original)).toBe(true);
  await expectMended(one, [ours, theirs], 3);
  git(one, 'add', '-A');
  git(one, 'commit', '-q', '-m', 'merge');
  expect(await findShared(one, 'HEAD', 'origin/main')).toEqual([]);
});

it('finds a number that three branches have taken, of which any two are found as well', async () => {
  const { original, clones } = await createClones();
  const [one, two] = clones;
  const names = [
    await commitUpdate(original, 'a', START + 1_000),
    await commitUpdate(one, 'b', START + 2_000),
    await commitUpdate(two, 'c', START + 3_000),
  ];
  fetch(two, original, 'origin');
  fetch(two, one, 'one');
  expect(await findShared(two, 'HEAD', 'origin/main', 'one/main')).toEqual([
    [`${names[0]} origin/main`, `${names[1]} one/main`, `${names[2]} HEAD`],
  ]);
  expect(await findShared(two, 'origin/main', 'one/main')).toEqual([
    [`${names[0]} origin/main`, `${names[1]} one/main`],
  ]);
  for (const other of [original, one]) {
    expect(merge(two, other)).toBe(true);
    git(two, 'checkout', '--ours', 'updates/last-numbers.txt');
    git(two, 'add', '-A');
    git(two, 'commit', '-q', '-m', 'merge');
  }
  await expectMended(two, names, 4);
});

it('finds a log that was renamed to a number that another branch has taken, and no log that was renamed away', async () => {
  const { original, clones } = await createClones();
  const [one] = clones;
  const taken = await commitUpdate(original, 'taken', START + 1_000);
  git(one, 'mv', 'updates/001_2026-02-24_base.md', 'updates/002_2026-02-24_base.md');
  git(one, 'commit', '-q', '-m', 'rename');
  fetch(one, original, 'origin');
  expect(await findShared(one, 'HEAD', 'origin/main')).toEqual([
    ['002_2026-02-24_base.md HEAD', `${taken} origin/main`],
  ]);
  git(one, 'mv', 'updates/002_2026-02-24_base.md', 'updates/003_2026-02-24_base.md');
  git(one, 'commit', '-q', '-m', 'rename once more');
  expect(await findShared(one, 'HEAD', 'origin/main')).toEqual([]);
});

it('finds 002 beside 0002, which git merges without a word', async () => {
  const { original, clones } = await createClones();
  const [one] = clones;
  for (const [root, id] of [
    [original, '002'],
    [one, '0002'],
  ] as const) {
    writeFileSync(join(root, 'updates', `${id}_2026-02-24_zeros.md`), updateText({ id }));
    git(root, 'add', '-A');
    git(root, 'commit', '-q', '-m', id);
  }
  fetch(one, original, 'origin');
  expect(await findShared(one, 'HEAD', 'origin/main')).toEqual([
    ['0002_2026-02-24_zeros.md HEAD', '002_2026-02-24_zeros.md origin/main'],
  ]);
  expect(merge(one, original)).toBe(false);
  await repairAll(openJournal(one));
  await expectHealthy(openJournal(one), 3);
});

it('finds two logs that have not only the number but the whole name', async () => {
  const { original, clones } = await createClones();
  const [one] = clones;
  const name = await commitUpdate(original, 'same', START + 1_000);
  expect(await commitUpdate(one, 'same', START + 2_000)).toBe(name);
  fetch(one, original, 'origin');
  expect(await findShared(one, 'HEAD', 'origin/main')).toEqual([[`${name} HEAD`, `${name} origin/main`]]);
});

it('counts what is staged, and archived logs, but no log twice that one branch has archived', async () => {
  const { original, clones } = await createClones();
  const [one] = clones;
  const archive = 'updates/archive/2026-02';
  makeJournal({ [`${archive}/002_2026-02-24_old.md`]: updateText({ id: '002' }) }, original);
  git(original, 'mv', 'updates/001_2026-02-24_base.md', archive);
  git(original, 'add', '-A');
  git(original, 'commit', '-q', '-m', 'archive');
  writeFileSync(join(one, 'updates', '002_2026-02-24_new.md'), updateText({ id: '002' }));
  writeFileSync(join(one, 'updates', '001_2026-02-24_base.md'), 'changed');
  git(one, 'commit', '-q', '-a', '-m', 'change');
  git(one, 'add', '-A');
  fetch(one, original, 'origin');
  expect(await findShared(one, 'HEAD', 'origin/main')).toEqual([]);
  const { store } = openJournal(one);
  const diagnosis = await diagnoseMerge({ store, heads: ['origin/main'], index: true });
  expect(diagnosis?.findings.map(({ files }) => files)).toEqual([
    ['002_2026-02-24_old.md', '002_2026-02-24_new.md'],
  ]);
});

it('takes a log for one that a retention was stopped at, with its copy in the archive', async () => {
  const { original } = await createClones();
  const name = '001_2026-02-24_base.md';
  makeJournal({ [`updates/archive/2026-02/${name}`]: updateText({ id: '001' }) }, original);
  git(original, 'add', '-A');
  git(original, 'commit', '-q', '-m', 'copy');
  expect(await askMerge(original, 'HEAD')).toMatchObject({ findings: [], files: 2 });
});

it('asks of an update folder that only the other branch has', async () => {
  const { original, clones } = await createClones();
  const [one] = clones;
  git(one, 'rm', '-q', '-r', 'updates');
  git(one, 'commit', '-q', '-m', 'nothing left');
  expect(readFolder(one)).not.toHaveProperty('updates');
  await commitUpdate(original, 'more', START + 1_000);
  fetch(one, original, 'origin');
  expect(await askMerge(one, 'origin/main')).toEqual({
    findings: [],
    by: 'merge',
    isRelated: true,
    files: 3,
  });
});

it('cannot tell outside a repository, nor of an unknown branch', async () => {
  expect(await askMerge(makeTemporaryFolder(), 'HEAD')).toBeUndefined();
  const { original } = await createClones();
  expect(await askMerge(original, 'HEAD', 'origin/missing')).toBeUndefined();
});
