import { join } from 'node:path';
import { type FileSystem, readRegularFile, runProgram } from '@opta/journal-fs';
import { MAX_PINS_BYTES, PINS_FILE } from '../constants.js';
import { toJournalStoreError } from '../errors.js';

const COMMENT = /(?:^|\s)#.*$/;

/**
 * File names and session ids that retention never touches; none where the list is missing.
 *
 * @throws {JOURNAL_STORE_IO} when the list cannot be read: without it nothing may go
 */
export async function readPins(fileSystem: FileSystem, directory: string): Promise<ReadonlySet<string>> {
  const path = join(directory, PINS_FILE);
  try {
    const bytes = await runProgram(readRegularFile(path, MAX_PINS_BYTES), fileSystem.async);
    if (bytes === undefined) return new Set();
    const lines = Buffer.from(bytes)
      .toString()
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
    return new Set(lines.map((line) => line.replace(COMMENT, '').trim()).filter((line) => line !== ''));
  } catch (error) {
    throw toJournalStoreError(error, 'read the list of pins', path);
  }
}
