import { type Finding, verify } from '@opta/journal-doctor';
import { parseLogFileName } from '@opta/journal-format';
import type { EventLogEntry, EventLogFinding, JournalStore } from '@opta/journal-store';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { JournalCliError } from '../../errors.js';
import { doctorOptionsOf } from '../../place/doctor-options-of.js';
import { printSome } from '../../terminal/print-some.js';
import type { Terminal } from '../../terminal/terminal.js';
import { visibleText } from '../../terminal/visible-text.js';
import { describeFinding, findingToJson } from '../doctor/described-finding.js';
import { nameOfSegment } from '../doctor/locate-finding.js';
import { printFindings } from '../doctor/print-findings.js';

interface VerifiedEventLog {
  fileName: string;
  records: number;
  /** Lines with a checksum. */
  checked: number;
  findings: EventLogFinding[];
  damaged: boolean;
}

/** What is told of event logs line by line, and so not once more as a finding of the doctor. */
const OF_LINES = new Set<Finding['code']>(['event-log-damaged', 'event-log-unfinished', 'sequence-broken']);

/** Reads logs to their last byte. */
export async function verifyLogs(context: CommandContext, name: string | undefined): Promise<ExitCode> {
  const { terminal } = context;
  const place = await context.place();
  const { store } = place;
  const entries = await findEventLogs(store, name);
  const eventLogs: VerifiedEventLog[] = [];
  for (const [index, entry] of entries.entries()) {
    await terminal.showProgress(`${index + 1} of ${entries.length}: ${entry.fileName}`);
    const verified = await verifyEventLog(store, entry);
    if (verified === undefined) continue;
    eventLogs.push(verified);
    await terminal.showProgress('');
    if (!context.isJson) await printEventLog(terminal, verified);
  }
  await terminal.showProgress('');
  const found = await verify({ ...doctorOptionsOf(place), ...(name === undefined ? {} : { logs: [name] }) });
  const findings = found.filter(({ code }) => !OF_LINES.has(code));
  const damaged = eventLogs.filter((log) => log.damaged).length;
  const described = findings.map((finding) => describeFinding(store, finding));
  if (context.isJson) {
    await terminal.printJson('verify', {
      eventLogs,
      findings: described.map(findingToJson),
      counts: { eventLogs: eventLogs.length, damaged, findings: findings.length },
    });
  } else {
    await printFindings(terminal, described, context.cwd);
    await terminal.print(
      `${eventLogs.length} event ${eventLogs.length === 1 ? 'log' : 'logs'}, ${damaged} damaged; ${findings.length} other findings.`,
    );
  }
  return damaged > 0 || findings.length > 0 ? EXIT.findings : EXIT.ok;
}

/** @throws {JOURNAL_CLI_NOT_FOUND} when no log is called so */
async function findEventLogs(store: JournalStore, name: string | undefined): Promise<EventLogEntry[]> {
  const pairs = await store.pairEventLogs();
  if (name === undefined) return pairs.map(({ eventLog }) => eventLog);
  const found = pairs.filter(
    ({ eventLog, sessionLog }) => eventLog.segments.includes(name) || sessionLog?.fileName === name,
  );
  if (found.length === 0 && !(await isLog(store, name))) {
    throw new JournalCliError(
      'JOURNAL_CLI_NOT_FOUND',
      `No log is called ${JSON.stringify(name.slice(0, 200))} in ${store.sessionLogsDir} or ${store.updateLogsDir}.`,
      { name },
    );
  }
  return found.map(({ eventLog }) => eventLog);
}

async function isLog(store: JournalStore, name: string): Promise<boolean> {
  if (parseLogFileName(name) === undefined) return false;
  try {
    await store.readLog(name);
    return true;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'JOURNAL_STORE_LOG_NOT_FOUND') return false;
    // It is there; that it is too large to be parsed is a finding.
    if (code === 'JOURNAL_STORE_LOG_TOO_LARGE') return true;
    throw error;
  }
}

/** @returns undefined for one that retention has taken away meanwhile */
async function verifyEventLog(
  store: JournalStore,
  entry: EventLogEntry,
): Promise<VerifiedEventLog | undefined> {
  const { fileName } = entry;
  try {
    const { records, checked, findings } = await store.verifyEventLog(entry);
    return { fileName, records, checked, findings, damaged: findings.some(isDamage) };
  } catch (error) {
    if ((error as { code?: unknown }).code === 'JOURNAL_STORE_LOG_NOT_FOUND') return undefined;
    throw error;
  }
}

function isDamage({ kind }: EventLogFinding): boolean {
  return kind !== 'unfinished';
}

async function printEventLog(
  terminal: Terminal,
  { fileName, records, checked, findings, damaged }: VerifiedEventLog,
): Promise<void> {
  const word = damaged ? terminal.style('red', 'damaged') : terminal.style('green', 'ok');
  const checks =
    checked === 0 ? 'without checksums' : `${checked} ${checked === 1 ? 'line' : 'lines'} with a checksum`;
  await terminal.print(
    `${word}  ${visibleText(fileName)}  ${records} ${records === 1 ? 'record' : 'records'}, ${checks}`,
  );
  await printSome(
    terminal,
    findings,
    ({ segment, lineNumber, byteOffset, kind, reason }) =>
      `  ${kind}  ${visibleText(nameOfSegment(fileName, segment))}:${lineNumber} (byte ${byteOffset}): ${visibleText(reason)}`,
  );
}
