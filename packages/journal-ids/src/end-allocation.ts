import { claimFile, ensureStateDirectory, errnoOf, type FileProgram, JournalFsError } from '@opta/journal-fs';
import { type AllocatorContext, fileModeIn } from './allocator-context.js';
import { claimEndName, readClaimEnd } from './claims.js';
import { JournalIdsError, quote } from './errors.js';
import type { ClaimEnd } from './schema.js';

/**
 * Program: records how an allocation ended, beside its claim and exclusively: the first end stands. Recording
 * the same end again changes nothing. The record is not synced.
 */
export function* endAllocation(
  context: AllocatorContext,
  folderMode: number | undefined,
  end: ClaimEnd,
): FileProgram<void> {
  if (yield* tryRecord(context, folderMode, end)) return;
  const recorded = yield* readClaimEnd(context.claims, end.number);
  if (recorded.kind === 'read' && isSameEnd(recorded.value, end)) return;
  throw alreadyEnded(end, recorded.kind === 'read' ? recorded.value : undefined);
}

function* tryRecord(
  context: AllocatorContext,
  folderMode: number | undefined,
  end: ClaimEnd,
): FileProgram<boolean> {
  try {
    return yield* record(context, folderMode, end);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    // Somebody removed our folders since the number was claimed.
    yield* ensureStateDirectory(context.directory);
    return yield* record(context, folderMode, end);
  }
}

function* record(
  context: AllocatorContext,
  folderMode: number | undefined,
  end: ClaimEnd,
): FileProgram<boolean> {
  return yield* claimFile({
    directory: context.claims,
    name: claimEndName(end.number),
    content: `${JSON.stringify(end)}\n`,
    temporaryDirectory: context.temporary,
    mode: yield* fileModeIn(context, folderMode),
    sync: false,
  });
}

function isSameEnd(a: ClaimEnd, b: ClaimEnd): boolean {
  if (a.state === 'completed') return b.state === 'completed' && a.fileName === b.fileName;
  return b.state === 'abandoned' && a.reason === b.reason;
}

function alreadyEnded(wanted: ClaimEnd, recorded: ClaimEnd | undefined): JournalIdsError {
  const verb = wanted.state === 'completed' ? 'complete' : 'abandon';
  return new JournalIdsError(
    'JOURNAL_IDS_ALLOCATION_ENDED',
    `Cannot ${verb} number ${wanted.number}: it was already ${describeEnd(recorded)}. Allocate a new number for a new file.`,
    { number: wanted.number, recorded },
  );
}

function describeEnd(end: ClaimEnd | undefined): string {
  if (end === undefined) return 'ended, in a record that cannot be read';
  if (end.state === 'completed') return `completed with ${quote(end.fileName)}`;
  return `abandoned (${quote(end.reason)})`;
}

/** The error for what the file system refused. One of ours passes as it is. */
export function toFolderError(error: unknown, doing: string, directory: string): Error {
  if (!(error instanceof Error) || error instanceof JournalIdsError) return error as Error;
  const errno = error instanceof JournalFsError ? error.facts.errno : (error as { code?: unknown }).code;
  if (typeof errno !== 'string' && !(error instanceof JournalFsError)) return error;
  return new JournalIdsError(
    'JOURNAL_IDS_FOLDER_UNUSABLE',
    `Cannot ${doing} in ${quote(directory)}: ${error.message}`,
    { directory, errno },
    { cause: error },
  );
}
