import { FilesDigest } from './files-digest.js';
import type { StoredLog } from './stored-log.js';

/** A text that is another one after a log was added, removed or changed, as far as a {@link FilesDigest} tells. */
export function digestLogs(logs: Iterable<StoredLog>): string {
  const digest = new FilesDigest();
  for (const { fileName, size, modifiedAt, changedAt } of logs) {
    digest.add(fileName, { size, mtimeMs: modifiedAt, ctimeMs: changedAt });
  }
  return digest.toString();
}
