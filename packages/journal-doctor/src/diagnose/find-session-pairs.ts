import { join } from 'node:path';
import { runProgram } from '@opta/journal-fs';
import type { DoctorContext } from '../doctor-options.js';
import { quote, quoteList } from '../errors.js';
import { createFinding, type Finding } from '../finding.js';
import { isSameFile } from '../folders/is-same-file.js';
import type { SessionFolder, SessionHead } from '../folders/session-logs.js';
import { findUnfinished } from './find-unfinished.js';

/** Event logs and session logs that lack the other one, and sessions with more than one session log. */
export async function findSessionPairs(context: DoctorContext, sessions: SessionFolder): Promise<Finding[]> {
  return [
    ...(await findUnfinished(context, sessions)),
    ...findGone(sessions),
    ...(await findDuplicates(context, sessions)),
  ];
}

function findGone({ sessionLogs }: SessionFolder): Finding[] {
  return sessionLogs.flatMap(({ fileName, namedEventLog, eventLog }) => {
    if (namedEventLog === undefined || eventLog !== undefined) return [];
    return createFinding(
      'event-log-gone',
      [fileName],
      { eventLog: namedEventLog },
      `The event log ${quote(namedEventLog)} of ${quote(fileName)} is not in the folder any more.`,
    );
  });
}

async function findDuplicates(context: DoctorContext, { sessionLogs }: SessionFolder): Promise<Finding[]> {
  const groups = new Map<string, SessionHead[]>();
  for (const log of sessionLogs) {
    const key = log.session ?? log.namedEventLog;
    if (key === undefined) continue;
    groups.set(key, [...(groups.get(key) ?? []), log]);
  }
  const findings: Finding[] = [];
  for (const [session, logs] of groups) {
    if (logs.length < 2) continue;
    // The shorter name is the first one; `-2` and so on came later.
    const files = logs
      .map(({ fileName }) => fileName)
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    const isSame = logs.every(({ archived }) => archived === undefined) && (await areSame(context, files));
    findings.push(
      createFinding(
        'session-logs-duplicate',
        files,
        { session, isSame },
        `The session ${quote(session)} has ${files.length} session logs: ${quoteList(files)}.`,
      ),
    );
  }
  return findings;
}

async function areSame({ fileSystem, store }: DoctorContext, files: readonly string[]): Promise<boolean> {
  const [first = '', ...others] = files.map((fileName) => join(store.sessionLogsDir, fileName));
  for (const other of others) {
    if (!(await runProgram(isSameFile(first, other), fileSystem.async))) return false;
  }
  return true;
}
