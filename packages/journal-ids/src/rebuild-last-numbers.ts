import { type FileProgram, nodeFileSystem, runProgram } from '@opta/journal-fs';
import type { AllocatorContext } from './allocator-context.js';
import { createContext, type FileAllocatorOptions } from './create-context.js';
import { toFolderError } from './end-allocation.js';
import { FolderView } from './folder-view.js';
import { findMissing, updateLastNumbers } from './update-last-numbers.js';

/**
 * Writes last-numbers.txt anew from the claims, the names of the logs and what stands in it. After a merge
 * conflict both sides count: of each range the highest number stays.
 *
 * @param options - As for `createFileAllocator`.
 * @throws {JOURNAL_IDS_OPTIONS_INVALID} or {JOURNAL_IDS_SERIES_INVALID} with all mistakes.
 * @throws {JOURNAL_IDS_LAST_NUMBERS_FAILED} when another program rewrites the file all the time.
 * @throws {JOURNAL_IDS_FOLDER_UNUSABLE} when the folder cannot be read or written.
 * @remarks A conflict says that two logs bear one number. Renumber one of them first: without the marks nobody
 *   sees it any more. git still has to be told that the conflict is resolved (`git add`).
 */
export async function rebuildLastNumbers(options: FileAllocatorOptions): Promise<void> {
  const context = createContext(options);
  const { async: fileSystem } = options.fileSystem ?? nodeFileSystem;
  try {
    await runProgram(rebuild(context), fileSystem);
  } catch (error) {
    throw toFolderError(error, 'write the last numbers', context.directory);
  }
}

function* rebuild(context: AllocatorContext): FileProgram<void> {
  const view = new FolderView(context.directory, context.claims);
  yield* view.refresh();
  yield* updateLastNumbers(context, view, yield* findMissing(context, view), { resolveConflict: true });
}
