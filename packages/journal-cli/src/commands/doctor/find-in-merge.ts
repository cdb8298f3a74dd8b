import { diagnoseMerge, type Finding } from '@opta/journal-doctor';
import { findCommit, findRepositoryRoot } from '@opta/journal-git';
import type { CommandContext } from '../../command-context.js';
import { usageError } from '../../errors.js';
import type { JournalPlace } from '../../place/journal-place.js';
import type { DoctorCommandOptions } from './doctor-options.js';

/** The numbers that logs would share after a merge, or in the next commit. */
export async function findInMerge(
  { terminal, cwd }: CommandContext,
  { store, config }: JournalPlace,
  { against = [], staged }: DoctorCommandOptions,
): Promise<Finding[]> {
  const heads = staged ? against : ['HEAD', ...against];
  const root = await findRepositoryRoot(cwd);
  if (root === undefined) {
    throw usageError(
      `${cwd} is in no repository of git, or there is no git. Run it there, or without --against and --staged.`,
    );
  }
  for (const name of heads) await checkCommit(root, name);
  const diagnosis = await diagnoseMerge({
    store,
    series: config.series,
    heads,
    // A hook of `git commit -a` is told of another index than that of the work tree.
    ...(staged ? { index: terminal.env.GIT_INDEX_FILE || true } : {}),
  });
  if (diagnosis === undefined) {
    throw usageError(
      staged
        ? 'Git cannot tell what the next commit would have: the index has conflicts, or the update folder is in another repository. Resolve them and `git add` the files.'
        : `Git cannot tell what the merge would have; the update folder ${store.updateLogsDir} must be in the repository ${root}.`,
    );
  }
  if (!diagnosis.isRelated) {
    await terminal.say(
      `${heads.join(' and ')} have no commit in common here, so a log that one of them has renamed counts twice. Fetch more history: git fetch --unshallow`,
    );
  }
  return diagnosis.findings;
}

async function checkCommit(root: string, name: string): Promise<void> {
  if ((await findCommit(root, name)) !== undefined) return;
  const what = JSON.stringify(name.slice(0, 200));
  throw usageError(
    name === 'HEAD'
      ? 'There is no commit yet. Make one, or ask with --staged.'
      : `--against ${what} is no commit here. Fetch it (git fetch origin), and give a branch, tag or commit.`,
    { value: name },
  );
}
