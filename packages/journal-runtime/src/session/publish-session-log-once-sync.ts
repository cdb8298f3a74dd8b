import { join } from 'node:path';
import { type Dialect, type SessionLog, sessionLogFileName } from '@opta/journal-format';
import type { SyncFileSystem } from '@opta/journal-fs';
import type { JournalStore } from '@opta/journal-store';

export interface PublishOnceOptions {
  store: JournalStore;
  fileSystem: SyncFileSystem;
  log: SessionLog;
  summary: string;
  dialect: Dialect;
  /** Whether an asynchronous publication of the same log may be under way. */
  besideAsync: boolean;
}

/**
 * Publish a session log before returning, once, although its asynchronous publication may already have
 * reached the disk without its answer having reached us.
 *
 * The file that came first is kept. The other way cannot follow: its link fails on the name that is now
 * taken, and the process has no further turn in which it could try another.
 */
export function publishSessionLogOnceSync(options: PublishOnceOptions): { path: string; fileName: string } {
  const { store, fileSystem, log, summary, dialect } = options;
  const published = store.publishSessionLogSync(log, { summary, dialect });
  if (!options.besideAsync) return published;
  const content = fileSystem.readFile(published.path);
  for (const fileName of earlierNames(log, summary, published.fileName)) {
    const path = join(store.sessionLogsDir, fileName);
    if (!holds(fileSystem, path, content)) continue;
    fileSystem.unlink(published.path);
    return { path, fileName };
  }
  return published;
}

function* earlierNames(log: SessionLog, summary: string, last: string): Generator<string> {
  const parts = { date: log.date ?? '', time: log.time ?? '', device: log.device ?? '', summary };
  for (let copy = 1; copy < 1_000; copy += 1) {
    const name = sessionLogFileName(copy === 1 ? parts : { ...parts, copy });
    if (name === last) return;
    yield name;
  }
}

/** The session's identifier is in the content, so equal bytes are the same log. */
function holds(fileSystem: SyncFileSystem, path: string, content: Uint8Array): boolean {
  try {
    return Buffer.compare(fileSystem.readFile(path), content) === 0;
  } catch {
    return false;
  }
}
