import { join } from 'node:path';
import type { FileSystem } from '@opta/journal-fs';
import type { Counts } from './counts.js';
import { compressed, decompressed, readChunks } from './file-chunks.js';
import { scrubContent } from './scrub-content.js';
import type { ScrubTarget } from './scrub-targets.js';
import type { Scrubbers } from './scrubber.js';
import { toScrubError } from './to-scrub-error.js';

/** How a target would be shown and named without secrets. */
export function shownPath({ path }: ScrubTarget, { text }: Scrubbers): string {
  return text.scrubName(path);
}

/**
 * The bytes of a file without its secrets, as it is stored.
 *
 * @param found - what was replaced is counted into it
 */
export async function* scrubTarget(
  fileSystem: FileSystem,
  target: ScrubTarget,
  scrubbers: Scrubbers,
  found: Counts,
): AsyncGenerator<Buffer> {
  const scrubbed = scrubbedContent(fileSystem, target, scrubbers, found);
  yield* target.isCompressed ? compressed(scrubbed) : scrubbed;
}

/** What was found in a file, its name included. @throws {JOURNAL_DOCTOR_UNSCRUBBABLE} @throws {JOURNAL_DOCTOR_IO} */
export async function countInTarget(
  fileSystem: FileSystem,
  target: ScrubTarget,
  scrubbers: Scrubbers,
): Promise<Counts> {
  const found: Counts = {};
  try {
    const content = scrubbedContent(fileSystem, target, scrubbers, found);
    while (!(await content.next()).done);
  } catch (error) {
    throw toScrubError(error, target.path);
  }
  if (scrubbers.text.scrubName(target.fileName) !== target.fileName) found.name = (found.name ?? 0) + 1;
  return found;
}

function scrubbedContent(
  fileSystem: FileSystem,
  target: ScrubTarget,
  scrubbers: Scrubbers,
  found: Counts,
): AsyncGenerator<Buffer> {
  const chunks = readChunks(fileSystem, join(target.directory, target.fileName));
  return scrubContent(target.isCompressed ? decompressed(chunks) : chunks, target.kind, scrubbers, found);
}
