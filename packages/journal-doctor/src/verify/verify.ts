import { join } from 'node:path';
import { type ParseResult, safeParseSessionLog, safeParseUpdateLog } from '@opta/journal-format/parse';
import { JournalFsError } from '@opta/journal-fs';
import type { EventLogEntry } from '@opta/journal-store';
import { ARCHIVE_DIRECTORY, PAGE_SIZE } from '../constants.js';
import { completeOptions, type DoctorContext, type DoctorOptions } from '../doctor-options.js';
import { quote } from '../errors.js';
import { createFinding, type Finding, type Folder } from '../finding.js';
import { directoryOf } from '../folders/folder-names.js';
import { readBytes } from '../folders/log-bytes.js';
import { readSessionFolder } from '../folders/session-logs.js';
import { scanEventLog } from './event-log-scan.js';
import { findBrokenSequence } from './find-broken-sequence.js';
import { findCountDifferences } from './find-count-differences.js';
import { findDamage } from './find-damage.js';

interface ListedLog {
  fileName: string;
  archived?: string;
}

export interface VerifyOptions extends DoctorOptions {
  /** Only these, by the names of session logs, update logs or segments of event logs. Default: all. */
  logs?: readonly string[];
}

/**
 * Reads every log to its last byte: each parses, each line of an event log is intact, sequences have no gap, and
 * the counts of every session log are those of its event log. It changes nothing.
 *
 * @param options - As for `diagnose`; `logs` besides. Of a session log or an event log, the other one is read too.
 * @returns What was found; an empty list means that every log is whole.
 * @throws {JOURNAL_STORE_IO} when a folder cannot be listed. A log that cannot be read is a finding.
 */
export async function verify(options: VerifyOptions): Promise<Finding[]> {
  const context = completeOptions(options);
  const only = options.logs === undefined ? undefined : new Set(options.logs);
  const isMeant = (...names: string[]): boolean => only === undefined || names.some((name) => only.has(name));
  const findings = await verifyUpdateLogs(context, isMeant);
  const { sessionLogs, eventLogs, sessionLogOf } = await readSessionFolder(context.store);
  const left = new Map(sessionLogs.map((log) => [log.fileName, log]));
  for (const entry of eventLogs) {
    const sessionLog = left.get(sessionLogOf.get(entry.fileName) ?? '');
    if (sessionLog !== undefined) left.delete(sessionLog.fileName);
    if (!isMeant(...entry.segments, sessionLog?.fileName ?? '')) continue;
    findings.push(...(await verifyEventLog(context, entry, sessionLog)));
  }
  for (const sessionLog of left.values()) {
    if (!isMeant(sessionLog.fileName)) continue;
    const parsed = await parse(context, 'sessions', sessionLog, safeParseSessionLog);
    if (parsed !== undefined && 'finding' in parsed) findings.push(parsed.finding);
  }
  return findings;
}

async function verifyUpdateLogs(
  context: DoctorContext,
  isMeant: (name: string) => boolean,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  let cursor: string | undefined;
  do {
    const page = await context.store.listUpdateLogs({ limit: PAGE_SIZE, cursor });
    for (const entry of page.entries) {
      if (!isMeant(entry.fileName)) continue;
      const parsed = await parse(context, 'updates', entry, safeParseUpdateLog);
      if (parsed !== undefined && 'finding' in parsed) findings.push(parsed.finding);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return findings;
}

async function verifyEventLog(
  context: DoctorContext,
  entry: EventLogEntry,
  sessionLog: ListedLog | undefined,
): Promise<Finding[]> {
  const scan = await scanEventLog(context.store, entry);
  if (scan === undefined) return [];
  const findings = [...findDamage(scan), ...findBrokenSequence(scan)];
  if (sessionLog === undefined) return findings;
  const parsed = await parse(context, 'sessions', sessionLog, safeParseSessionLog);
  if (parsed === undefined) return findings;
  if ('finding' in parsed) return [...findings, parsed.finding];
  return [...findings, ...findCountDifferences(sessionLog.fileName, parsed.log, scan)];
}

/** @returns undefined for a log that has gone since it was listed */
async function parse<Log>(
  context: DoctorContext,
  folder: Folder,
  { fileName, archived }: ListedLog,
  safeParse: (text: string) => ParseResult<Log>,
): Promise<{ log: Log } | { finding: Finding } | undefined> {
  const directory = directoryOf(context.store, folder);
  // Not through the store, which lists the folder for every name.
  const place = archived === undefined ? directory : join(directory, ARCHIVE_DIRECTORY, archived);
  try {
    const bytes = await readBytes(context, place, fileName);
    if (bytes === undefined) return undefined;
    const parsed = safeParse(bytes.toString('utf8'));
    return parsed.ok ? { log: parsed.log } : { finding: unparseable(folder, fileName, parsed.error.message) };
  } catch (error) {
    if (!(error instanceof JournalFsError)) throw error;
    return { finding: unparseable(folder, fileName, error.message) };
  }
}

function unparseable(folder: Folder, fileName: string, reason: string): Finding {
  return createFinding('log-unparseable', [fileName], { folder, reason }, `${quote(fileName)}: ${reason}`);
}
