import { join } from 'node:path';
import type { DoctorContext } from '../doctor-options.js';
import { quote } from '../errors.js';
import { createFinding, type Finding } from '../finding.js';
import type { FolderNames } from '../folders/folder-names.js';
import { readKind } from '../folders/read-kind.js';

/**
 * Files outside the convention, and what bears the name of a log and is no plain file.
 *
 * @param listed - names that the listing gave, which are plain files
 */
export async function findNames(
  { fileSystem }: DoctorContext,
  { folder, directory, logs, others }: FolderNames,
  listed: ReadonlySet<string>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const fileName of logs) {
    if (listed.has(fileName)) continue;
    const kind = await readKind(fileSystem, join(directory, fileName));
    if (kind === undefined || kind === 'file') continue;
    const message = `${quote(fileName)} bears the name of a log and is a ${kind === 'other' ? 'special file' : kind}.`;
    findings.push(createFinding('log-not-a-file', [fileName], { folder, kind }, message));
  }
  for (const fileName of others) {
    const kind = await readKind(fileSystem, join(directory, fileName));
    // Folders are somebody's own order.
    if (kind === undefined || kind === 'directory') continue;
    const message = `${quote(fileName)} in ${quote(directory)} is no name of a log.`;
    findings.push(createFinding('name-outside-convention', [fileName], { folder }, message));
  }
  return findings;
}
