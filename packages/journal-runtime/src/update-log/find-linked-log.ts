import { join } from 'node:path';
import { ARCHIVE_DIRECTORY, type JournalStore, type UpdateLogEntry } from '@opta/journal-store';
import { FAN_OUT_KEY } from '../constants.js';
import type { WrittenUpdateLog } from './create-update-log-writer.js';

/** Entries that are looked at in one go; the most that the store gives. */
const PAGE_SIZE = 10_000;

/** The log of a fan-out in an update folder, also in the archive and under another number; undefined if none is there. */
export async function findLinkedLog(
  store: JournalStore,
  fanOut: string,
): Promise<WrittenUpdateLog | undefined> {
  let cursor: string | undefined;
  do {
    const page = await store.listUpdateLogs({ limit: PAGE_SIZE, cursor });
    for (const entry of page.entries) {
      const linked = toWrittenLog(store, entry, fanOut);
      if (linked !== undefined) return linked;
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return undefined;
}

function toWrittenLog(
  { updateLogsDir }: JournalStore,
  { id, number, fileName, archived, frontmatter }: UpdateLogEntry,
  fanOut: string,
): WrittenUpdateLog | undefined {
  if (id === undefined || number === undefined) return undefined;
  if (frontmatter[FAN_OUT_KEY] !== fanOut) return undefined;
  const folder = archived === undefined ? updateLogsDir : join(updateLogsDir, ARCHIVE_DIRECTORY, archived);
  return { id, number, fileName, path: join(folder, fileName) };
}
