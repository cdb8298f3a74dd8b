import { digestLogs } from '../folders/digest-logs.js';
import type { FileList } from '../folders/list-files.js';
import { toStoredLogs } from '../folders/to-stored-logs.js';
import { Backlog } from './backlog.js';

/** What is to be brought into an index: the logs among listed files. */
export function createBacklog(files: FileList): Backlog {
  const logs = toStoredLogs(files);
  return new Backlog(logs, { files: files.digest, logs: digestLogs(logs.values()) });
}
