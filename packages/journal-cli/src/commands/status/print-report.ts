import { zonedTime } from '@opta/journal-format';
import { fitText } from '../../terminal/fit-text.js';
import type { Terminal } from '../../terminal/terminal.js';
import { visibleText } from '../../terminal/visible-text.js';
import type { JournalReport, ServerReport, UnfinishedSession } from './journal-report.js';
import type { FileCount, FolderFacts } from './measure-folder.js';

/** Sessions and problems that are shown; `--json` has all. */
const SHOWN = 10;

const STATES: Readonly<Record<UnfinishedSession['state'], string>> = {
  running: 'runs',
  'heard-lately': 'was heard of lately, its process cannot be seen from here',
  'other-machine': 'is of another machine',
  'other-device': 'is of another device, which does not say whether it runs',
  'grown-lately': 'does not say whether it runs, and has grown lately',
  ended: 'ended without its log',
  unreadable: 'cannot be looked at',
};

export interface ReportView {
  timeZone: string;
  isChecked: boolean;
}

/** One screen for a person. */
export async function printReport(
  terminal: Terminal,
  report: JournalReport,
  { timeZone, isChecked }: ReportView,
): Promise<void> {
  const print = async (name: string, text: string): Promise<void> => {
    const label = (name === '' ? '' : `${name}:`).padEnd(LABEL_COLUMNS);
    const room = terminal.columns - LABEL_COLUMNS;
    await terminal.print(`${terminal.style('bold', label)}${fitText(visibleText(text), room)}`.trimEnd());
  };
  await print('Sessions', describeFolder(report.sessions, ['session', 'events']));
  await print('Updates', describeFolder(report.updates, ['update']));
  await print('Running', describeRunning(report.unfinished));
  for (const session of report.unfinished.slice(0, SHOWN)) await print('', describeUnfinished(session));
  for (const { series, last, next, remaining } of report.series) {
    const given = last === null ? 'none yet' : `last ${last}`;
    await print(
      'Numbers',
      `${series}: ${given}, next ${next ?? 'none'}, ${count(remaining, 'free', 'free')}`,
    );
  }
  await print('Index', describeIndex(report.index, timeZone));
  await print('Retention', describeRetention(report.retention));
  if (report.server !== undefined) await print('Server', describeServer(report.server));
  const { problems } = report;
  if (problems.length === 0)
    await print('Problems', isChecked ? 'none' : 'none known; the logs were not read');
  for (const { severity, count: times, message, command } of problems.slice(0, SHOWN)) {
    const more = times === 1 ? '' : ` (and ${times - 1} more)`;
    const room = terminal.columns - LABEL_COLUMNS;
    const style = severity === 'error' ? 'red' : 'yellow';
    await terminal.print(
      terminal.style(style, severity.padEnd(LABEL_COLUMNS)) + fitText(visibleText(`${message}${more}`), room),
    );
    // Whole, so that it can be copied.
    await terminal.print(`${' '.repeat(LABEL_COLUMNS)}→ ${visibleText(command)}`);
  }
  if (problems.length > SHOWN)
    await print('', `and ${problems.length - SHOWN} more kinds: opta-journal doctor`);
}

/** `Retention: ` */
const LABEL_COLUMNS = 11;

const KINDS = {
  session: ['session log', 'session logs'],
  events: ['event log', 'event logs'],
  update: ['update log', 'update logs'],
} as const satisfies Record<string, readonly [one: string, many: string]>;

function describeFolder(folder: FolderFacts, kinds: (keyof typeof KINDS)[]): string {
  const { path, exists, isWritable, archived } = folder;
  if (!exists) return `${path}: not there yet; the first log makes it`;
  const counts = kinds.map((kind) => describeCount(folder[kind], KINDS[kind]));
  const others = archived.files === 0 ? [] : [describeCount(archived, ['archived', 'archived'])];
  return `${path}: ${[...counts, ...others].join(', ')}${isWritable ? '' : '; READ ONLY'}`;
}

function describeCount({ files, bytes }: FileCount, [one, many]: readonly [string, string]): string {
  return files === 0 ? `no ${many}` : `${count(files, one, many)} (${describeBytes(bytes)})`;
}

function describeRunning(unfinished: readonly UnfinishedSession[]): string {
  const running = unfinished.filter(({ state }) => state === 'running').length;
  const others = unfinished.length - running;
  const sessions = running === 0 ? 'no session' : count(running, 'session', 'sessions');
  return (
    sessions + (others === 0 ? '' : `; ${count(others, 'event log', 'event logs')} without a session log`)
  );
}

function describeUnfinished({ session, eventLog, state }: UnfinishedSession): string {
  return `${eventLog ?? session ?? 'a session'} ${STATES[state]}`;
}

function describeIndex({ path, bytes, changedAt }: JournalReport['index'], timeZone: string): string {
  if (bytes === null || changedAt === null) return 'none yet; the next search builds it';
  const { date, time } = zonedTime(changedAt, timeZone);
  return `${describeBytes(bytes)}, of ${date} ${time.slice(0, 5)}: ${path}`;
}

function describeRetention({ mode, due, bytes, held }: JournalReport['retention']): string {
  if (mode === 'off') return 'off';
  if (due === 0) return `nothing to ${mode}`;
  const what = `${count(due, 'log', 'logs')} (${describeBytes(bytes)}) to ${mode}`;
  return held === null ? `${what}: opta-journal prune` : `${what}, held: opta-journal prune`;
}

/** Of what a server says only plain values are shown; `--json` has all. */
function describeServer({ url, health }: ServerReport): string {
  const { status, journal, read_only: isReadOnly } = health as Record<string, unknown>;
  const { state, session } = (journal ?? {}) as Record<string, unknown>;
  const facts = [
    `status ${plain(status)}`,
    ...(state === undefined ? [] : [`journal ${plain(state)}`]),
    ...(session === undefined ? [] : [`session ${plain(session)}`]),
    ...(isReadOnly === true ? ['read only'] : []),
  ];
  return `${url}: ${facts.join(', ')}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'unknown');
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

function describeBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1_024 && unit < UNITS.length - 1) [value, unit] = [value / 1_024, unit + 1];
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}
