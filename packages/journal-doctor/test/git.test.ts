import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose, repair, resolveNumber } from '@opta/journal-doctor';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { createFileAllocator } from '@opta/journal-ids';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { updateText } from './log-texts.js';
import { makeJournal, openJournal, readFolder, type TestJournal } from './new-journal.js';

const IDENTITY = [
  '-c',
  'user.name=Tester',
  '-c',
  'user.email=tester@example.com',
  '-c',
  'commit.gpgsign=false',
];
const START = Date.parse('2026-02-24T10:00:00Z');

function git(directory: string, ...args: string[]): string {
  return execFileSync('git', [...IDENTITY, ...args], {
    cwd: directory,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });
}

/** A repository with one update log and two clones of it. */
async function createClones(): Promise<{ original: string; clones: [string, string] }> {
  const parent = makeTemporaryFolder();
  const original = join(parent, 'original');
  git(parent, 'init', '-q', '-b', 'main', original);
  await commitUpdate(original, 'base', START);
  const clones: [string, string] = [join(parent, 'one'), join(parent, 'two')];
  for (const clone of clones) git(parent, 'clone', '-q', original, clone);
  return { original, clones };
}

/** Publishes the next update log, as a runtime does, and commits everything. */
async function commitUpdate(
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
function merge(root: string, from: string): boolean {
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
async function expectHealthy(journal: TestJournal, count: number): Promise<void> {
  const logs = Object.entries(readFolder(journal.updates)).filter(([name]) => name.endsWith('.md'));
  expect(logs).toHaveLength(count);
  expect(new Set(logs.map(([name]) => Number.parseInt(name, 10))).size).toBe(count);
  for (const [name, text] of logs) expect(readFrontmatter(text)?.id).toBe(name.slice(0, name.indexOf('_')));
  expect(readFileSync(join(journal.updates, 'last-numbers.txt'), 'utf8')).not.toMatch(/^(?:<{7}|={7}|>{7})/m);
  expect((await diagnose(journal.options)).filter(({ severity }) => severity !== 'info')).toEqual([]);
}

async function repairAll({ options }: TestJournal, rewriteCitations = false): Promise<void> {
  const report = await repair(await diagnose(options), { ...options, rewriteCitations });
  expect(report.failed).toEqual([]);
  expect(report.unresolved).toEqual([]);
}

describe('branches that took the same number', () => {
  it('have one each after a repair in the middle of the merge, and old citations find their log', async () => {
    const { original, clones } = await createClones();
    const [one] = clones;
    const ours = await commitUpdate(original, 'ours', START + 60_000);
    const theirs = await commitUpdate(one, 'theirs', START + 93_000);
    const citing = await commitUpdate(one, 'citing', START + 120_000, [theirs]);
    expect([ours, theirs, citing]).toEqual([
      '002_2026-02-24_ours.md',
      '002_2026-02-24_theirs.md',
      '003_2026-02-24_citing.md',
    ]);
    expect(merge(one, original)).toBe(true);

    const journal = openJournal(one);
    const [finding] = await diagnose(journal.options);
    expect(finding).toMatchObject({
      code: 'duplicate-number',
      files: [ours, theirs],
      facts: {
        claimants: [
          { fileName: ours, claimedAt: START + 60_000, isCommitted: true },
          { fileName: theirs, claimedAt: START + 93_000, isCommitted: true },
        ],
      },
    });
    await repairAll(journal);
    await expectHealthy(journal, 4);
    expect(await resolveNumber(journal.store, theirs)).toMatchObject([
      { fileName: '004_2026-02-24_theirs.md', by: 'alias' },
    ]);
    expect(await resolveNumber(journal.store, ours)).toMatchObject([{ fileName: ours, by: 'number' }]);
    expect((await resolveNumber(journal.store, '002')).map(({ fileName }) => fileName)).toEqual([
      ours,
      '004_2026-02-24_theirs.md',
    ]);
    git(one, 'add', '-A');
    git(one, 'commit', '-q', '-m', 'merge');
    expect(git(one, 'status', '--porcelain')).toBe('');
    const next = await commitUpdate(one, 'next', START + 180_000);
    expect(next).toBe('005_2026-02-24_next.md');
  });

  it.each(['ours', 'theirs'])('are told apart after the conflict was resolved by taking %s', async (side) => {
    const { original, clones } = await createClones();
    const [one] = clones;
    const ours = await commitUpdate(original, 'ours', START + 93_000);
    const theirs = await commitUpdate(one, 'theirs', START + 60_000);
    expect(merge(one, original)).toBe(true);
    git(one, 'checkout', `--${side}`, 'updates/last-numbers.txt');
    git(one, 'add', '-A');
    git(one, 'commit', '-q', '-m', 'merge');

    const journal = openJournal(one);
    await repairAll(journal);
    await expectHealthy(journal, 3);
    expect(Object.keys(readFolder(journal.updates))).toEqual([
      '001_2026-02-24_base.md',
      theirs,
      '003_2026-02-24_ours.md',
      'last-numbers.txt',
    ]);
    expect(await resolveNumber(journal.store, ours)).toMatchObject([{ fileName: '003_2026-02-24_ours.md' }]);
  });

  it('are mended in three clones in the same way: the earlier claim keeps the number', async () => {
    const { original, clones } = await createClones();
    const [one, two] = clones;
    const names = [
      await commitUpdate(original, 'original', START + 33_000),
      await commitUpdate(one, 'one', START + 66_000),
      await commitUpdate(two, 'two', START),
    ];
    const citing = await commitUpdate(two, 'citing', START + 99_000, names);
    git(two, 'mv', `updates/${citing}`, 'updates/003_2026-02-24_renamed.md');
    git(two, 'commit', '-q', '-m', 'rename');
    for (const other of [original, one]) {
      expect(merge(two, other)).toBe(true);
      // As a person does who keeps both logs and thinks no more of it.
      git(two, 'checkout', '--ours', 'updates/last-numbers.txt');
      git(two, 'add', '-A');
      git(two, 'commit', '-q', '-m', 'merge');
    }
    const journal = openJournal(two);
    await repairAll(journal, true);
    await expectHealthy(journal, 5);
    const files = readFolder(journal.updates);
    expect(Object.keys(files)).toEqual([
      '001_2026-02-24_base.md',
      '002_2026-02-24_two.md',
      '003_2026-02-24_renamed.md',
      '004_2026-02-24_original.md',
      '005_2026-02-24_one.md',
      'last-numbers.txt',
    ]);
    for (const name of ['004_2026-02-24_original.md', '005_2026-02-24_one.md', '002_2026-02-24_two.md']) {
      expect(files['003_2026-02-24_renamed.md']).toContain(`Follows ${name}.`);
    }
    for (const name of names) {
      expect(
        (await resolveNumber(journal.store, name)).map(({ fileName }) => fileName.replace(/^\d+/, '')),
      ).toEqual([name.replace(/^\d+/, '')]);
    }
  });
});

it('lets the log that is in a commit keep its number, whatever its time', async () => {
  const { original } = await createClones();
  const committed = await commitUpdate(original, 'committed', START + 99_000);
  const journal = openJournal(original);
  writeFileSync(
    join(journal.updates, '0002_2026-02-24_earlier.md'),
    updateText({ id: '0002', time: '10:00:01' }),
  );
  await repairAll(journal);
  await expectHealthy(journal, 3);
  expect(Object.keys(readFolder(journal.updates))).toEqual([
    '001_2026-02-24_base.md',
    committed,
    '003_2026-02-24_earlier.md',
    'last-numbers.txt',
  ]);
  expect(await resolveNumber(journal.store, '0002_2026-02-24_earlier.md')).toMatchObject([
    { fileName: '003_2026-02-24_earlier.md' },
  ]);
});
