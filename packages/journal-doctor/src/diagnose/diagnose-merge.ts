import { type MergedTree, readMergedTree } from '@opta/journal-git';
import { ARCHIVE_DIRECTORY } from '../constants.js';
import { completeOptions, type DoctorOptions } from '../doctor-options.js';
import type { FindingOf } from '../finding.js';
import { findRepositoryFolder } from '../folders/find-repository-folder.js';
import { diagnoseNames, type NamedLog } from './diagnose-names.js';

export interface MergeOptions extends Pick<DoctorOptions, 'store' | 'series' | 'fileSystem'> {
  /** Commits, branches or tags that would be merged, `HEAD` for what is checked out. */
  heads: readonly string[];
  /**
   * The index counts too, as what the next commit would have: `true` for that of the work tree, or the path that a hook
   * finds in `GIT_INDEX_FILE`.
   */
  index?: true | string;
}

/** What a merge would bring, in names. */
export interface MergeDiagnosis extends Pick<MergedTree, 'by' | 'isRelated'> {
  findings: FindingOf<'duplicate-number'>[];
  /** Files of the update folder that there would be. */
  files: number;
}

/** In the archive of the update folder. */
const ARCHIVED = new RegExp(`^${ARCHIVE_DIRECTORY}/(\\d{4}-\\d{2})/([^/]+)$`);

/**
 * Finds the numbers that several update logs would bear if branches were merged, before they are: each branch for itself
 * may be without fault. Nothing is merged, written or fetched.
 *
 * @param options - The store, and what would be merged.
 * @returns undefined where git cannot tell: outside a repository, for an unknown commit, an index with conflicts
 * @throws {JOURNAL_DOCTOR_IO} when the way to the update folder cannot be followed
 * @remarks What the answer holds for, is what is here: fetch the branches before, with the commits that they have in
 *   common. Files that are in no commit and not in the index do not count.
 *
 * @example
 * ```ts
 * const diagnosis = await diagnoseMerge({ store, heads: ['HEAD', 'origin/main'] });
 * for (const { message } of diagnosis?.findings ?? []) console.log(message);
 * ```
 */
export async function diagnoseMerge(options: MergeOptions): Promise<MergeDiagnosis | undefined> {
  const { store, series, fileSystem } = completeOptions(options);
  const folder = await findRepositoryFolder(fileSystem, store.updateLogsDir);
  if (folder === undefined) return undefined;
  const tree = await readMergedTree(folder.root, options.heads, {
    folder: folder.path,
    ...(options.index === undefined ? {} : { index: options.index }),
  });
  if (tree === undefined) return undefined;
  const logs = toNamedLogs(tree, folder.path === '' ? '' : `${folder.path}/`);
  const { by, isRelated } = tree;
  return { findings: diagnoseNames(logs, { series }), by, isRelated, files: logs.length };
}

function toNamedLogs({ files }: MergedTree, prefix: string): NamedLog[] {
  const logs: NamedLog[] = [];
  const archived: NamedLog[] = [];
  for (const { path, heads, isContested } of files) {
    const name = path.slice(prefix.length);
    const [, month, fileName] = ARCHIVED.exec(name) ?? [];
    if (fileName !== undefined && month !== undefined) archived.push({ fileName, archived: month, heads });
    else if (name.includes('/')) continue;
    // Each of them has written a log of its own, and both have called it the same.
    else if (isContested) logs.push(...heads.map((head) => ({ fileName: name, heads: [head] })));
    else logs.push({ fileName: name, heads });
  }
  // One branch has archived a log that another one has changed: it is the same log.
  const live = new Set(logs.map(({ fileName }) => fileName));
  return [...logs, ...archived.filter(({ fileName }) => !live.has(fileName))];
}
