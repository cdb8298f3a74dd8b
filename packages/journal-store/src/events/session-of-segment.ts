import type { FileSystem } from '@opta/journal-fs';
import type { StoredFile } from '../listing/stored-file.js';
import { openByteSource } from './byte-source.js';
import { readFirstLine } from './read-first-line.js';
import { sessionOfLine } from './session-of-line.js';

/** The session that the first line of a segment names; undefined where it names none or cannot be read. */
export async function sessionOfSegment(
  fileSystem: FileSystem,
  file: StoredFile,
): Promise<string | undefined> {
  try {
    const source = await openByteSource(fileSystem, file);
    try {
      return sessionOfLine(await readFirstLine(source));
    } finally {
      await source.close();
    }
  } catch {
    // Gone, damaged or not ours to read: whoever reads it further is told.
    return undefined;
  }
}
