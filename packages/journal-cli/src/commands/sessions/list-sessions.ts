import { isoTimestamp, zonedTime } from '@opta/journal-format';
import type { SessionLogEntry } from '@opta/journal-store';
import type { CommandContext } from '../../command-context.js';
import { DEFAULT_LINES, EXIT, type ExitCode } from '../../constants.js';
import { listAll } from '../../place/list-all.js';
import { type Column, printTable } from '../../terminal/print-table.js';
import { visibleText } from '../../terminal/visible-text.js';
import { readRange, type WhenOptions } from '../../time/when-range.js';

export interface ListSessionsOptions extends WhenOptions {
  lines?: number;
  reverse?: boolean;
  device?: string;
  model?: string;
  user?: string;
  status?: string;
  names?: boolean;
}

/** Lists session logs. */
export async function listSessions(context: CommandContext, options: ListSessionsOptions): Promise<ExitCode> {
  const { terminal } = context;
  const { store, timeZone, config } = await context.place();
  const { lines = DEFAULT_LINES, device, model, user, status } = options;
  const range = readRange(options, { now: context.now, timeZone });
  // Names of logs are in the zone of the journal, which may be a day away from that of the reader.
  const { days } = readRange(options, { now: context.now, timeZone: config.timezone });
  const sessions = await listAll(
    (query) => store.listSessionLogs(query),
    { ...days, device, model, user, status },
    { limit: lines, isMeant: ({ createdAt }) => createdAt >= range.from && createdAt <= range.to },
  );
  if (options.reverse) sessions.reverse();
  if (context.isJson) {
    await terminal.printJson('sessions', { sessions: sessions.map((entry) => toJson(entry, timeZone)) });
  } else if (options.names) {
    for (const { fileName } of sessions) await terminal.print(visibleText(fileName));
  } else {
    terminal.page();
    await printTable(terminal, columnsFor(timeZone), sessions);
  }
  if (sessions.length > 0) return EXIT.ok;
  await terminal.say(`No session log ${describeFilter(options)}in ${store.sessionLogsDir}.`);
  return EXIT.findings;
}

function columnsFor(timeZone: string): Column<SessionLogEntry>[] {
  return [
    { title: 'BEGAN', text: ({ createdAt }) => localTime(createdAt, timeZone) },
    { title: 'DEVICE', text: ({ device }) => device ?? '', yields: 2 },
    { title: 'MODEL', text: ({ model }) => model ?? '', yields: 3 },
    { title: 'DURATION', text: ({ duration }) => duration ?? '', side: 'right' },
    {
      title: 'ENDED',
      text: ({ status }) => status ?? '',
      style: ({ status }) => (status === undefined || status === 'clean' ? undefined : 'red'),
    },
    {
      title: 'LOG',
      text: ({ fileName, archived }) => (archived === undefined ? fileName : `${fileName} (archived)`),
      yields: 1,
    },
  ];
}

function localTime(epochMs: number, timeZone: string): string {
  const { date, time } = zonedTime(epochMs, timeZone);
  return `${date} ${time.slice(0, 5)}`;
}

/** As docs/cli.md describes it. */
function toJson(entry: SessionLogEntry, timeZone: string): object {
  const {
    fileName,
    size,
    createdAt,
    device,
    user,
    model,
    duration,
    status,
    session,
    eventLog,
    archived,
    frontmatter,
  } = entry;
  return {
    fileName,
    began: isoTimestamp(createdAt, timeZone),
    device: device ?? null,
    user: user ?? null,
    model: model ?? null,
    duration: duration ?? null,
    status: status ?? null,
    session: session ?? null,
    eventLog: eventLog ?? null,
    archived: archived ?? null,
    sizeBytes: size,
    frontmatter,
  };
}

function describeFilter(options: ListSessionsOptions): string {
  const isFiltered = ['since', 'until', 'device', 'model', 'user', 'status'].some((name) => name in options);
  return isFiltered ? 'is like that ' : '';
}
