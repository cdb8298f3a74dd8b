import type { SessionLogEntry } from '@opta/journal-store';
import { hashOf } from '../../hash-of.js';
import type { TimeSlice } from '../../time-slice.js';
import type { ListedLogs } from './list-logs.js';
import type { ListedRuntime, RuntimeFiles } from './listed-runtime.js';
import type { PairedNames } from './pair-logs.js';

/** Puts logs together to runtimes. Of several session logs that one session has without an event log one counts. */
export async function buildRuntimes(
  { eventLogs, sessionLogs, otherLogs }: ListedLogs,
  pairs: PairedNames,
  slice: TimeSlice,
): Promise<ListedRuntime[]> {
  const byName = new Map([...sessionLogs, ...otherLogs].map((entry) => [entry.fileName, entry]));
  const nameOfSessionLog = new Map(pairs);
  const pairedNames = new Set<string>();
  const sessions = new Set<string>();
  const runtimes: ListedRuntime[] = [];
  for (const eventLog of eventLogs) {
    if (slice.isOver) await slice.rest();
    const sessionLog = byName.get(nameOfSessionLog.get(eventLog.fileName) ?? '');
    runtimes.push(toRuntime(eventLog, { eventLog, sessionLog }));
    if (sessionLog !== undefined) pairedNames.add(sessionLog.fileName);
    if (sessionLog?.session !== undefined) sessions.add(sessionLog.session);
  }
  for (const sessionLog of sessionLogs) {
    if (slice.isOver) await slice.rest();
    const { fileName, session } = sessionLog;
    if (pairedNames.has(fileName) || (session !== undefined && sessions.has(session))) continue;
    if (session !== undefined) sessions.add(session);
    runtimes.push(toRuntime(sessionLog, { sessionLog }));
  }
  return runtimes;
}

function toRuntime({ fileName, date = '' }: SessionLogEntry, files: RuntimeFiles): ListedRuntime {
  return { fileName, date, ...files, key: hashOf([stateOf(files.eventLog), stateOf(files.sessionLog)]) };
}

/** Changes with everything on which facts depend. */
function stateOf(entry: SessionLogEntry | undefined): unknown[] | undefined {
  if (entry === undefined) return undefined;
  const { fileName, segments = [fileName], archived, size, modifiedAt, createdAt } = entry;
  // Where nothing but the name says it, the begin depends on the store's time zone.
  return [segments, archived, size, modifiedAt, createdAt];
}
