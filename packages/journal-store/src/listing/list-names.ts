import { errnoOf, type FileSystem } from '@opta/journal-fs';
import { toJournalStoreError } from '../errors.js';

/** Told of names as they are read, in parts. */
export type OnNames = (names: string[]) => void;

/** Every name in a log folder, in order; none where the folder is missing. */
export function listNames({ async }: FileSystem, directory: string): Promise<string[]> {
  return noneIfMissing(async.readdir(directory), directory);
}

/** The same in any order, which takes less time; and while a part is looked at, the next one is read. */
export function readNames({ async }: FileSystem, directory: string, onNames?: OnNames): Promise<string[]> {
  return noneIfMissing(async.readNames(directory, onNames), directory);
}

async function noneIfMissing(reading: Promise<string[]>, directory: string): Promise<string[]> {
  try {
    return await reading;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw toJournalStoreError(error, 'list the folder', directory);
  }
}
