import { assertFileName } from './assert-file-name.js';
import { ensureStateDirectory } from './ensure-state-directory.js';
import { JournalFsError, quote, toJournalFsError } from './errors.js';
import { fileModesFor } from './file-modes-for.js';
import { type PlacedFile, placeFile } from './place-file.js';
import type { FileProgram } from './types.js';

export interface PublishUnderFreeNameOptions {
  /** The folder; it is created if missing. */
  directory: string;
  /** Names to try in their order: `x.md`, `x-2.md`, … */
  names: Iterable<string>;
  /** Bytes, or text that is written as UTF-8. */
  content: Uint8Array | string;
  /** Mode of the file; else `fileModesFor` the folder decides. */
  mode?: number;
  /** Where the file is prepared, on the same disk. Default: `<directory>/.opta-journal/tmp`. */
  temporaryDirectory?: string;
  /** Sync the file and its folder. Default: true. Without it a power cut may take the file away again. */
  sync?: boolean;
}

export interface PublishedFile {
  name: string;
  path: string;
  /** Bytes. */
  size: number;
  /**
   * `link`: the system itself excluded that a file was overwritten. `rename`: it has no hard links (or
   * replacing was asked for), and only writers that use this package exclude each other.
   */
  guarantee: 'link' | 'rename';
  /** Whether file and name survive a power cut: false where `sync` is false or the system cannot do it. */
  isSynced: boolean;
}

/**
 * Program: publishes a file under the first free name of a sequence. It appears complete or not at all, and
 * nothing is ever overwritten.
 *
 * @returns Where it is, after it was synced.
 * @throws {JOURNAL_FS_EXISTS} when every name is taken; an endless sequence never ends in this error.
 * @throws {JOURNAL_FS_NAME_INVALID} when a name is not one plain name.
 * @throws {JOURNAL_FS_IO} when the system refuses. If only the last step failed, the sync of the folder,
 *   `facts.published` is true: the file is there and complete, but a power cut may still take it away.
 *
 * @example
 * ```ts
 * import { nodeFileSystem, publishUnderFreeName, runProgram } from '@opta/journal-fs';
 *
 * const { name } = await runProgram(
 *   publishUnderFreeName({ directory: 'logs', names: ['day.md', 'day-2.md'], content: '# Day\n' }),
 *   nodeFileSystem.async,
 * );
 * console.log(name); // day.md, and day-2.md the next time
 * ```
 */
export function* publishUnderFreeName(options: PublishUnderFreeNameOptions): FileProgram<PublishedFile> {
  const tried: string[] = [];
  const placed = yield* preparePlace(options, trackNames(options.names, tried), false);
  if (placed !== undefined) return placed;
  const shown = tried.slice(0, 3).map(quote).join(', ');
  throw new JournalFsError(
    'JOURNAL_FS_EXISTS',
    `Cannot publish in ${quote(options.directory)}: ${shown === '' ? 'no name was given' : `every name is taken (${tried.length}: ${shown}${tried.length > 3 ? ', …' : ''})`}. Give further names.`,
    { directory: options.directory, names: tried.slice(0, 100) },
  );
}

/** Program: what both ways to publish have in common. */
export function* preparePlace(
  options: Omit<PublishUnderFreeNameOptions, 'names'>,
  names: Iterable<string>,
  isReplacing: boolean,
): FileProgram<PlacedFile | undefined> {
  const { directory, content, temporaryDirectory, sync: isSynced = true } = options;
  try {
    const state = yield* ensureStateDirectory(directory);
    return yield* placeFile({
      directory,
      names,
      content,
      mode: options.mode ?? (yield* fileModesFor(directory)).file,
      temporaryDirectory: temporaryDirectory ?? state.temporary,
      claimDirectory: state.temporary,
      isReplacing,
      isSynced,
    });
  } catch (error) {
    throw toJournalFsError(error, 'publish a file in', directory);
  }
}

function* trackNames(names: Iterable<string>, tried: string[]): Iterable<string> {
  for (const name of names) {
    assertFileName(name);
    tried.push(name);
    yield name;
  }
}
