import { constants } from 'node:fs';
import { access, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { errnoOf } from '@opta/journal-fs';
import { ARCHIVE_DIRECTORY, COMPRESSED_ENDING } from '@opta/journal-store';

/** Files of one kind. */
export interface FileCount {
  files: number;
  bytes: number;
}

/** A log folder as it is on the disk. Event logs are counted by segment. */
export interface FolderFacts {
  path: string;
  exists: boolean;
  /** Whether this user may write there; false where it does not exist. */
  isWritable: boolean;
  session: FileCount;
  events: FileCount;
  update: FileCount;
  /** Of all kinds. */
  archived: FileCount;
}

const MONTH = /^\d{4}-\d{2}$/;

/** Counts what is in a log folder and its archive; no log is opened. */
export async function measureFolder(path: string): Promise<FolderFacts> {
  const facts: FolderFacts = {
    ...{ path, exists: false, isWritable: false },
    ...{ session: none(), events: none(), update: none(), archived: none() },
  };
  const names = await namesIn(path);
  if (names === undefined) return facts;
  facts.exists = true;
  facts.isWritable = await mayWrite(path);
  for (const name of names) {
    const kind = parseLogFileName(name)?.kind;
    if (kind !== undefined) await count(facts[kind], join(path, name));
  }
  const archive = join(path, ARCHIVE_DIRECTORY);
  for (const month of (await namesIn(archive)) ?? []) {
    if (!MONTH.test(month)) continue;
    for (const name of (await namesIn(join(archive, month))) ?? []) {
      const own = name.endsWith(COMPRESSED_ENDING) ? name.slice(0, -COMPRESSED_ENDING.length) : name;
      if (parseLogFileName(own) !== undefined) await count(facts.archived, join(archive, month, name));
    }
  }
  return facts;
}

function none(): FileCount {
  return { files: 0, bytes: 0 };
}

/** @returns undefined where the folder is missing */
async function namesIn(path: string): Promise<string[] | undefined> {
  try {
    return await readdir(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}

async function count(sum: FileCount, path: string): Promise<void> {
  try {
    const stat = await lstat(path);
    if (!stat.isFile()) return;
    sum.files += 1;
    sum.bytes += stat.size;
  } catch (error) {
    // Archived or removed since the folder was read.
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

async function mayWrite(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(errnoOf(error) ?? '')) return false;
    throw error;
  }
}
