import { parseLogFileName } from '@opta/journal-format';
import { FACTS_OF_FILE, type FileList } from './list-files.js';
import { StoredLog } from './stored-log.js';

/** The logs among files, by name. One that is live and in the archive, while it is being archived, is the live one. */
export function toStoredLogs({ places }: FileList): Map<string, StoredLog> {
  const logs = new Map<string, StoredLog>();
  for (const { kind, place, names, facts } of places.toReversed()) {
    for (const [index, name] of names.entries()) {
      if (parseLogFileName(name)?.kind !== kind) continue;
      const at = index * FACTS_OF_FILE;
      const size = facts[at] as number;
      const mtimeMs = facts[at + 1] as number;
      const ctimeMs = facts[at + 2] as number;
      logs.set(name, new StoredLog(kind, name, place, { size, mtimeMs, ctimeMs }));
    }
  }
  return logs;
}
