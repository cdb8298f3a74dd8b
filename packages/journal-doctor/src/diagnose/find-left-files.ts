import { join } from 'node:path';
import { errnoOf, STATE_DIRECTORY } from '@opta/journal-fs';
import { STALE_TEMPORARY_FILE_MS } from '../constants.js';
import type { DoctorContext } from '../doctor-options.js';
import { quote } from '../errors.js';
import { createFinding, type Finding, type Folder } from '../finding.js';
import { directoryOf } from '../folders/folder-names.js';
import { readNames } from '../folders/read-names.js';
import { shelfPath } from '../repair/move-file.js';
import { logOfDecision } from '../repair/renumber-decision.js';

/** The names that journal-fs gives. */
const TEMPORARY = /^[0-9a-f]{32}\.(?:tmp|claim)$/;

/** What crashes left in our own folders: temporary files, and originals of interrupted repairs. */
export async function findLeftFiles(context: DoctorContext): Promise<Finding[]> {
  const { store, fileSystem } = context;
  const folders: Folder[] =
    store.sessionLogsDir === store.updateLogsDir ? ['updates'] : ['sessions', 'updates'];
  const findings: Finding[] = [];
  for (const folder of folders) findings.push(...(await findTemporaryFiles(context, folder)));
  const pending = await readNames(fileSystem, shelfPath(store.updateLogsDir, 'pending'));
  // Of one log both its original and the decision about it may be left.
  for (const name of new Set(pending.map((one) => logOfDecision(one) ?? one))) {
    const message = `A repair of ${quote(name)} did not come to its end.`;
    findings.push(createFinding('original-left', [name], {}, message));
  }
  return findings;
}

async function findTemporaryFiles({ store, fileSystem }: DoctorContext, folder: Folder): Promise<Finding[]> {
  const directory = join(directoryOf(store, folder), STATE_DIRECTORY, 'tmp');
  const names: string[] = [];
  for (const name of await readNames(fileSystem, directory)) {
    if (TEMPORARY.test(name) && (await isStale())) names.push(name);

    async function isStale(): Promise<boolean> {
      try {
        const { mtimeNs } = await fileSystem.async.lstat(join(directory, name));
        // The real clock: it is compared with the stamps of the real disk.
        return Date.now() - Number(mtimeNs / 1_000_000n) > STALE_TEMPORARY_FILE_MS;
      } catch (error) {
        // Its owner has just removed it.
        if (errnoOf(error) === 'ENOENT') return false;
        throw error;
      }
    }
  }
  if (names.length === 0) return [];
  const message = `${names.length} temporary ${names.length === 1 ? 'file was' : 'files were'} left in ${quote(directory)} by programs that died.`;
  return [createFinding('temporary-files-left', names, { folder, count: names.length }, message)];
}
