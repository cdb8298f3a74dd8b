export { backOff } from './back-off.js';
export { call } from './call.js';
export { type ClaimFileOptions, claimFile } from './claim-file.js';
export { LINK_UNSUPPORTED, STATE_DIRECTORY } from './constants.js';
export { createFileExclusive } from './create-file-exclusive.js';
export { createPreparedFile } from './create-prepared-file.js';
export { type EnsureDirectoryOptions, ensureDirectory } from './ensure-directory.js';
export { ensureStateDirectory, type StateDirectory } from './ensure-state-directory.js';
export { errnoOf } from './errno-of.js';
export { JournalFsError, type JournalFsErrorCode } from './errors.js';
export { type FileModes, fileModesFor, isForOthers } from './file-modes-for.js';
export { isThere } from './is-there.js';
export { nodeFileSystem, OPEN_FLAGS } from './node-file-system.js';
export { type PublishFileOptions, publishFile } from './publish-file.js';
export {
  type PublishedFile,
  type PublishUnderFreeNameOptions,
  publishUnderFreeName,
} from './publish-under-free-name.js';
export { readRegularFile } from './read-regular-file.js';
export { type RemoveStaleOptions, removeStaleTemporaryFiles } from './remove-stale-temporary-files.js';
export { runProgram } from './run-program.js';
export { runProgramSync } from './run-program-sync.js';
export { syncDirectory } from './sync-directory.js';
export type {
  AsyncFileSystem,
  FileCall,
  FileCallName,
  FilePause,
  FileProgram,
  FileStat,
  FileSystem,
  FileSystemCalls,
  SyncFileSystem,
} from './types.js';
export { writeAll } from './write-all.js';
