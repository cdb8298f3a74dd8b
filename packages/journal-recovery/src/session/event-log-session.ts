import type { EventLogEntry } from '@opta/journal-store';
import type { SummarySession } from '@opta/journal-summary';
import { type JudgedSession, judgeSession, type SessionTraces } from '../owner/judge-session.js';
import { toSessionOwner } from '../owner/recorded-owner.js';
import type { RecoveryRun } from '../recovery-run.js';
import { legacySessionOf, readLegacySession } from './legacy-session.js';
import { readSessionStart, type SessionStart } from './session-start.js';

/** The session of an event log, as far as its first lines say something of it. */
export interface EventLogSession {
  session: Pick<SummarySession, 'session' | 'device'>;
  /** Absent in the logs of programs that do not tell. */
  start: SessionStart | undefined;
}

/** What is needed to know whose session it is. */
export async function readEventLogSession(
  { store }: Pick<RecoveryRun, 'store'>,
  entry: EventLogEntry,
): Promise<EventLogSession> {
  const start = await readSessionStart(store, entry);
  return { session: start ?? legacySessionOf(entry), start };
}

/** What is needed for its log: where the first lines do not say it, all of them are looked through. */
export async function readSummarySession(
  { store, options }: Pick<RecoveryRun, 'store' | 'options'>,
  entry: EventLogEntry,
  { start }: EventLogSession,
): Promise<SummarySession> {
  return start === undefined
    ? readLegacySession(store, entry, options.timeZone)
    : sessionOf(start, entry.fileName);
}

/** Whether the owner of an event log lives. */
export function judgeEventLog(
  run: RecoveryRun,
  entry: EventLogEntry,
  known: EventLogSession,
): Promise<JudgedSession> {
  return judgeSession(run, tracesOf(entry, known));
}

function sessionOf(start: SessionStart, eventLog: string): SummarySession {
  const { session, device, user, model, metadata } = start;
  const startedAt = Date.parse(start.started_at);
  return { session, device, user, model, startedAt, timeZone: start.time_zone, metadata, eventLog };
}

function tracesOf({ modifiedAt }: EventLogEntry, { session: of, start }: EventLogSession): SessionTraces {
  const traces = { session: of.session, device: of.device, writtenAt: modifiedAt };
  return start === undefined ? traces : { ...traces, owner: toSessionOwner(start) };
}
