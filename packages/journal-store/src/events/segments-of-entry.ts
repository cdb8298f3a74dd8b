import { join } from 'node:path';
import { runProgramSync } from '@opta/journal-fs';
import { COMPRESSED_ENDING } from '../constants.js';
import { toJournalStoreError } from '../errors.js';
import { statIfThere } from '../event-log/stat-if-there.js';
import { findArchiveMonth } from '../listing/list-archive.js';
import type { EventLogEntry } from '../listing/log-entry.js';
import type { Segment } from './find-segments.js';
import type { LogFolder } from './log-folder.js';
import { parseEventLogName } from './parse-event-log-name.js';

const SEGMENT_ENDING = /(?:\.\d+)?\.jsonl$/i;

/**
 * Where the files of an event log should be, by its entry in a listing, and those that it has begun since. No folder
 * is listed; what an interrupted archiving has left in two places is not told apart.
 *
 * @throws {JOURNAL_STORE_NAME_INVALID} when one of its names is none of an event log
 */
export async function segmentsOfEntry(folder: LogFolder, entry: EventLogEntry): Promise<Segment[]> {
  const { fileSystem, directory } = folder;
  const { archived } = entry;
  const month = archived === undefined ? undefined : await findArchiveMonth(fileSystem, directory, archived);
  const listed = entry.segments.map((fileName): Segment => {
    const { segment } = parseEventLogName(fileName);
    if (archived === undefined || month === undefined) return liveSegment(directory, fileName, segment);
    const path = join(month, `${fileName}${COMPRESSED_ENDING}`);
    return { fileName, segment, path, archived, isCompressed: true };
  });
  const last = listed.at(-1);
  return last === undefined ? [] : [...listed, ...segmentsAfter(folder, last)];
}

function liveSegment(directory: string, fileName: string, segment: number): Segment {
  return { fileName, segment, path: join(directory, fileName), isCompressed: false };
}

/** A session goes on under the next number; where something else has that name, under the first one that is free. */
function segmentsAfter({ fileSystem, directory }: LogFolder, last: Segment): Segment[] {
  const segments: Segment[] = [];
  for (let number = last.segment + 1; ; number += 1) {
    const fileName = last.fileName.replace(SEGMENT_ENDING, `.${number}.jsonl`);
    const segment = liveSegment(directory, fileName, number);
    const kind = kindOf(fileSystem.sync, segment.path);
    if (kind === undefined) return segments;
    if (kind === 'file') segments.push(segment);
  }
}

function kindOf(sync: LogFolder['fileSystem']['sync'], path: string): string | undefined {
  try {
    return runProgramSync(statIfThere(path), sync)?.kind;
  } catch (error) {
    throw toJournalStoreError(error, 'look at', path);
  }
}
