import { join } from 'node:path';
import { assertFileName } from './assert-file-name.js';
import { JournalFsError, quote } from './errors.js';
import {
  type PublishedFile,
  type PublishUnderFreeNameOptions,
  preparePlace,
} from './publish-under-free-name.js';
import type { FileProgram } from './types.js';

export interface PublishFileOptions extends Omit<PublishUnderFreeNameOptions, 'names'> {
  /** The file's name, without a folder. */
  name: string;
  /** Replace a file of that name, by one rename. Default: false. */
  replace?: boolean;
}

/**
 * Program: publishes a file. Readers see nothing, or the complete file (with `replace`: the old one or the
 * new one), never a part. When the program has ended, file and name survive a power cut.
 *
 * @returns Where it is and how strong the guarantee is.
 * @throws {JOURNAL_FS_EXISTS} when the name is taken, by whatever it is; nothing was changed.
 * @throws {JOURNAL_FS_NAME_INVALID} when the name is not one plain name.
 * @throws {JOURNAL_FS_NOT_A_DIRECTORY} when the folder is something else.
 * @throws {JOURNAL_FS_IO} when the system refuses; `facts.errno` says why. If only the sync of the folder
 *   failed, `facts.published` is true and the file is there.
 * @remarks Does not promise anything about links in the folder's own path: who may replace a parent folder
 *   can lead writing elsewhere.
 *
 * @example
 * ```ts
 * import { nodeFileSystem, publishFile, runProgram } from '@opta/journal-fs';
 *
 * const published = await runProgram(
 *   publishFile({ directory: 'logs', name: 'day.md', content: '# Day\n' }),
 *   nodeFileSystem.async,
 * );
 * console.log(published.path); // logs/day.md
 * ```
 */
export function* publishFile(options: PublishFileOptions): FileProgram<PublishedFile> {
  assertFileName(options.name);
  const placed = yield* preparePlace(options, [options.name], options.replace === true);
  if (placed !== undefined) return placed;
  const path = join(options.directory, options.name);
  throw new JournalFsError(
    'JOURNAL_FS_EXISTS',
    `Cannot publish ${quote(path)}: the name is taken. Nothing was changed; take another name.`,
    { path },
  );
}
