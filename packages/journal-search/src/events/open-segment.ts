import { COMPRESSED_ENDING } from '@opta/journal-store';
import { openPlainFile, type PlainFile } from '../folders/open-plain-file.js';
import type { Segment } from './event-log.js';

export interface OpenSegment extends PlainFile {
  isCompressed: boolean;
}

/** Opens a segment where it is now; undefined where it is gone, or is no plain file. */
export function openSegment({ paths }: Segment): OpenSegment | undefined {
  for (const path of paths) {
    const file = openPlainFile(path);
    if (file !== undefined) return { ...file, isCompressed: path.endsWith(COMPRESSED_ENDING) };
  }
  return undefined;
}
