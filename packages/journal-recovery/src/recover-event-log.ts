import { runProgram } from '@opta/journal-fs';
import { createRedactor } from '@opta/journal-redact';
import type { EventLogEntry } from '@opta/journal-store';
import { DEFAULT_SESSION_SUMMARY } from './constants.js';
import { toLeftSession } from './owner/to-left-session.js';
import { publishOnce } from './publishing/publish-once.js';
import type { RecoveryRun } from './recovery-run.js';
import { buildRecoveredLog } from './session/build-recovered-log.js';
import { judgeEventLog, readEventLogSession, readSummarySession } from './session/event-log-session.js';
import { foldEventLog } from './session/fold-event-log.js';
import { removeStateFile } from './session/remove-state-file.js';
import { stateFileName } from './session/state-paths.js';

/** Publishes the session log of one event log, unless its owner may live. */
export async function recoverEventLog(run: RecoveryRun, entry: EventLogEntry): Promise<void> {
  const { store, options, report } = run;
  const eventLog = entry.fileName;
  const known = await readEventLogSession(run, entry);
  if (options.exclude.includes(known.session.session)) return;
  const { verdict, heartbeat } = await judgeEventLog(run, entry, known);
  if (!verdict.isDead) {
    report.left.push(toLeftSession({ session: known.session.session, eventLog }, verdict));
    return;
  }
  const { start } = known;
  const session = await readSummarySession(run, entry, known);
  // Ours have no secrets; for each of the others one redactor, so that every recovery counts them alike.
  const redact = start === undefined ? createRedactor(options.redaction).redact : undefined;
  const folded = await foldEventLog(store, entry, redact === undefined ? session : redact(session), redact);
  const log = buildRecoveredLog(folded, session.startedAt, { ended: verdict.ended, heartbeat });
  const { fileName, existed } = await publishOnce(store, log, {
    session: session.session,
    eventLog,
    summary: folded.end?.summary ?? DEFAULT_SESSION_SUMMARY,
    dialect: start?.dialect ?? 'lmx',
    fileSystem: options.fileSystem,
    wasMissing: true,
  });
  report.recovered.push({
    session: session.session,
    eventLog,
    fileName,
    status: log.status ?? verdict.ended,
    existed,
  });
  await removeHeartbeat(run, session.session);
}

/** After the log is there: until then it belongs to what the log is made of. */
async function removeHeartbeat({ paths, options }: RecoveryRun, session: string): Promise<void> {
  const name = stateFileName(session);
  if (name !== undefined) await runProgram(removeStateFile(paths.heartbeats, name), options.fileSystem.async);
}
