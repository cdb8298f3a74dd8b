import { join } from 'node:path';
import { errnoOf, STATE_DIRECTORY } from '@opta/journal-fs';
import type { EventLogEntry } from '@opta/journal-store';
import { HEARTBEATS_DIRECTORY, IN_USE_MS, SNAPSHOTS_DIRECTORY } from '../constants.js';
import type { DoctorContext } from '../doctor-options.js';
import { readNames } from '../folders/read-names.js';

/**
 * Files of the session folder to which a session may be writing, by their paths in it. A session counts as running
 * until it has a session log: while its heartbeat is there, and five minutes after its event log has grown.
 *
 * @param ownSessions - sessions that are left out
 */
export async function findRunningFiles(
  context: DoctorContext,
  ownSessions: readonly string[],
): Promise<ReadonlySet<string>> {
  const heartbeats = await readHeartbeats(context);
  const running = new Set([...heartbeats].flatMap(([session, time]) => (isRecent(time) ? session : [])));
  const paths = new Set<string>();
  for (const { eventLog, sessionLog } of await context.store.pairEventLogs()) {
    if (sessionLog !== undefined || eventLog.archived !== undefined) continue;
    const session = await sessionOf(context, eventLog);
    const isOwn = session !== undefined && ownSessions.includes(session);
    if (isOwn || !(isRecent(eventLog.modifiedAt) || heartbeats.has(session ?? ''))) continue;
    for (const segment of eventLog.segments) paths.add(segment);
    if (session !== undefined) running.add(session);
  }
  for (const session of running) {
    if (ownSessions.includes(session)) continue;
    for (const directory of [HEARTBEATS_DIRECTORY, SNAPSHOTS_DIRECTORY]) {
      paths.add(`${STATE_DIRECTORY}/${directory}/${session}.json`);
    }
  }
  return paths;
}

/** When each session has shown itself last, in epoch milliseconds. */
async function readHeartbeats({ fileSystem, store }: DoctorContext): Promise<Map<string, number>> {
  const directory = join(store.sessionLogsDir, STATE_DIRECTORY, HEARTBEATS_DIRECTORY);
  const times = new Map<string, number>();
  for (const name of await readNames(fileSystem, directory)) {
    try {
      const { mtimeNs } = await fileSystem.async.lstat(join(directory, name));
      times.set(name.replace(/\.json$/, ''), Number(mtimeNs / 1_000_000n));
    } catch (error) {
      // Its session has just ended.
      if (errnoOf(error) !== 'ENOENT') throw error;
    }
  }
  return times;
}

/** By the real clock: it is compared with the stamps of the real disk. */
function isRecent(time: number): boolean {
  return Date.now() - time < IN_USE_MS;
}

/** The session that the first line of an event log names. */
async function sessionOf({ store }: DoctorContext, eventLog: EventLogEntry): Promise<string | undefined> {
  for await (const part of store.readEvents(eventLog)) {
    const data = part.kind === 'record' ? part.data : undefined;
    const { session } = (data ?? {}) as { session?: unknown };
    return typeof session === 'string' ? session : undefined;
  }
  return undefined;
}
