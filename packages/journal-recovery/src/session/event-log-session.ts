import type { EventLogEntry } from '@opta/journal-store';
import type { SummarySession } from '@opta/journal-summary';
import { type JudgedSession, judgeSession, type SessionTraces } from '../owner/judge-session.js';
import { toSessionOwner } from '../owner/recorded-owner.js';
import type { RecoveryRun } from '../recovery-run.js';
import { readLegacySession } from './legacy-session.js';
import { readSessionStart, type SessionStart } from './session-start.js';

/** The session of an event log, as far as it says something of itself. */
export interface EventLogSession {
  session: SummarySession;
  /** Absent in the logs of programs that do not tell. */
  start: SessionStart | undefined;
}

export async function readEventLogSession(
  { store, options }: Pick<RecoveryRun, 'store' | 'options'>,
  entry: EventLogEntry,
): Promise<EventLogSession> {
  const start = await readSessionStart(store, entry);
  const session =
    start === undefined
      ? await readLegacySession(store, entry, options.timeZone)
      : sessionOf(start, entry.fileName);
  return { session, start };
}

/** Whether the owner of an event log lives. */
export function judgeEventLog(
  run: RecoveryRun,
  entry: EventLogEntry,
  { session, start }: EventLogSession,
): Promise<JudgedSession> {
  return judgeSession(run, tracesOf(entry, session, start));
}

function sessionOf(start: SessionStart, eventLog: string): SummarySession {
  const { session, device, user, model, metadata } = start;
  const startedAt = Date.parse(start.started_at);
  return { session, device, user, model, startedAt, timeZone: start.time_zone, metadata, eventLog };
}

function tracesOf(
  { modifiedAt }: EventLogEntry,
  { session, device }: SummarySession,
  start: SessionStart | undefined,
): SessionTraces {
  const traces = { session, device, writtenAt: modifiedAt };
  return start === undefined ? traces : { ...traces, owner: toSessionOwner(start) };
}
