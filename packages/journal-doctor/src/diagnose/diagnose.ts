import { completeOptions, type DoctorContext, type DoctorOptions } from '../doctor-options.js';
import type { Finding } from '../finding.js';
import { type FolderNames, readFolderNames } from '../folders/folder-names.js';
import { readSessionFolder, type SessionFolder } from '../folders/session-logs.js';
import { scanEventLog } from '../verify/event-log-scan.js';
import { findDamage } from '../verify/find-damage.js';
import { findConflictCopies } from './find-conflict-copies.js';
import { findDuplicateNumbers } from './find-duplicate-numbers.js';
import { findFrontmatter } from './find-frontmatter.js';
import { findGaps } from './find-gaps.js';
import { findLeftFiles } from './find-left-files.js';
import { findLogIds } from './find-log-ids.js';
import { findNames } from './find-names.js';
import { findNumberProblems } from './find-number-problems.js';
import { findOrder } from './find-order.js';
import { findSessionPairs } from './find-session-pairs.js';
import { type NumberFacts, readNumberFacts } from './number-facts.js';

/**
 * Looks for everything in both log folders that is not as it should be. It changes nothing, and holds no event
 * log in memory: each is streamed once.
 *
 * @param options - The store, and what differs from the defaults.
 * @returns What was found, as plain data: first the numbers, then the names, the sessions and the event logs. An
 *   empty list means that all is well.
 * @throws {JOURNAL_DOCTOR_IO} when a folder cannot be read; a missing one is empty. Errors of the store and of
 *   the allocator pass as they are.
 * @remarks Files may come and go meanwhile; what is found is a picture of a folder in use.
 *
 * @example
 * ```ts
 * for (const { code, message, fix } of await diagnose({ store })) console.log(code, message, fix);
 * ```
 */
export async function diagnose(options: DoctorOptions): Promise<Finding[]> {
  const context = completeOptions(options);
  const numbers = await readNumberFacts(context);
  const sessions = await readSessionFolder(context.store);
  const names = await readFolderNames(context.fileSystem, context.store);
  return [
    ...(await findInNumbers(context, numbers)),
    ...(await findInNames(context, names, numbers, sessions)),
    ...findFrontmatter('updates', numbers.logs),
    ...findFrontmatter('sessions', sessions.sessionLogs),
    ...(await findSessionPairs(context, sessions)),
    ...(await findDamagedEventLogs(context, sessions)),
    ...(await findLeftFiles(context)),
  ];
}

async function findInNumbers(context: DoctorContext, numbers: NumberFacts): Promise<Finding[]> {
  const duplicates = await findDuplicateNumbers(context, numbers);
  const isRenumbered = new Set(duplicates.flatMap(({ files }) => files.slice(1)));
  return [
    ...duplicates,
    ...findLogIds(numbers),
    ...findOrder(numbers, (fileName) => isRenumbered.has(fileName)),
    ...findGaps(numbers),
    ...findNumberProblems(numbers),
  ];
}

async function findInNames(
  context: DoctorContext,
  folders: readonly FolderNames[],
  { logs, expectedIds }: NumberFacts,
  { sessionLogs, eventLogs }: SessionFolder,
): Promise<Finding[]> {
  const listed = new Set([
    ...logs.map(({ fileName }) => fileName),
    ...sessionLogs.map(({ fileName }) => fileName),
    ...eventLogs.flatMap(({ segments }) => segments),
  ]);
  const findings: Finding[] = [];
  for (const folder of folders) {
    findings.push(...(await findNames(context, folder, listed)));
    findings.push(...(await findConflictCopies(context, folder, expectedIds)));
  }
  return findings;
}

async function findDamagedEventLogs(
  { store }: DoctorContext,
  { eventLogs }: SessionFolder,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const entry of eventLogs) {
    const scan = await scanEventLog(store, entry);
    if (scan !== undefined) findings.push(...findDamage(scan));
  }
  return findings;
}
