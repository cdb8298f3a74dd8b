import { formatSessionLog } from '@opta/journal-format';
import { planRecovery, previewSession } from '@opta/journal-recovery';
import type { EventLogEntry } from '@opta/journal-store';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { JournalCliError } from '../../errors.js';
import type { JournalPlace } from '../../place/journal-place.js';
import { readFromServer } from '../../server/call-server.js';
import { printLogText } from './print-log-text.js';
import type { ShowOptions } from './show-log.js';

const PATH = '/admin/logs/sessions/current';

/** A running session's log as it would be now. */
interface CurrentLog {
  session: string | null;
  eventLog: string | null;
  text: string;
}

/** Prints the log of the running session: as its server tells it, or as its event log does. */
export async function showCurrent(context: CommandContext, options: ShowOptions): Promise<ExitCode> {
  const { terminal } = context;
  const current =
    options.url === undefined ? await foldCurrent(context) : await askServer(context, options.url, options);
  if (context.isJson) await terminal.printJson('current', current);
  else await printLogText(terminal, current.text, options);
  return EXIT.ok;
}

async function askServer(
  { terminal }: CommandContext,
  url: string,
  { key = terminal.env.OPTA_JOURNAL_ADMIN_KEY }: ShowOptions,
): Promise<CurrentLog> {
  const text = await readFromServer({ url, ...(key === undefined ? {} : { key }) }, PATH);
  return { session: null, eventLog: null, text };
}

/**
 * @throws {JOURNAL_CLI_NOT_FOUND} when no session runs, or those that may run keep no event log
 */
async function foldCurrent(context: CommandContext): Promise<CurrentLog> {
  const place = await context.place();
  const { store, config } = place;
  const [entry, ...others] = await listLiving(place);
  if (entry === undefined) {
    throw new JournalCliError(
      'JOURNAL_CLI_NOT_FOUND',
      `No session runs here that keeps an event log in ${store.sessionLogsDir}. Ask the server of another machine with --url.`,
      { directory: store.sessionLogsDir },
    );
  }
  if (others.length > 0) {
    const names = others.map(({ fileName }) => fileName).join(', ');
    await context.terminal.say(`This is ${entry.fileName}, the newest; there run also: ${names}.`);
  }
  const { session, log, dialect } = await previewSession(store, entry, {
    timeZone: config.timezone,
    redaction: config.redaction,
    now: context.now,
  });
  return { session, eventLog: entry.fileName, text: formatSessionLog(log, { dialect }) };
}

/** Event logs whose owner lives, newest first; where none is certain, those that were heard of lately. */
async function listLiving({ store, config }: JournalPlace): Promise<EventLogEntry[]> {
  const { device, timezone: timeZone } = config;
  const { left } = await planRecovery(store, { device, timeZone });
  const withReason = (...reasons: string[]): Set<string> =>
    new Set(left.flatMap(({ reason, eventLog = '' }) => (reasons.includes(reason) ? eventLog : [])));
  const running = withReason('running');
  const living = running.size > 0 ? running : withReason('heard-lately', 'grown-lately');
  return (await store.listEventLogs()).filter(({ fileName }) => living.has(fileName));
}
