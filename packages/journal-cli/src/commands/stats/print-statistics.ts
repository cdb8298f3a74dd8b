import { formatDuration, zonedTime } from '@opta/journal-format';
import type { FailureStatistics, GroupStatistics, ModelStatistics, Statistics } from '@opta/journal-search';
import { type Column, printTable } from '../../terminal/print-table.js';
import type { Terminal } from '../../terminal/terminal.js';

/** Days that are shown; `--json` has all. */
const SHOWN_DAYS = 14;

export async function printStatistics(
  terminal: Terminal,
  { total, models, failures, days, devices }: Statistics,
  timeZone: string,
): Promise<void> {
  await printTable(terminal, FACTS, factsOf(total), { hasTitles: false });
  await printSection(terminal, 'MODELS', modelColumns(models), models);
  await printSection(terminal, 'FAILURES', failureColumns(timeZone), failures);
  if (devices.length > 1) {
    await printSection(
      terminal,
      'DEVICES',
      groupColumns<(typeof devices)[number]>('DEVICE', (row) => row.device),
      devices,
    );
  }
  const shown = days.slice(-SHOWN_DAYS);
  const title = shown.length < days.length ? `LAST ${SHOWN_DAYS} DAYS WITH RUNTIMES` : 'DAYS';
  await printSection(
    terminal,
    title,
    groupColumns<(typeof days)[number]>('DAY', (row) => row.date),
    shown,
  );
}

async function printSection<Row>(
  terminal: Terminal,
  title: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  await terminal.print('');
  await terminal.print(terminal.style('bold', title));
  await printTable(terminal, columns, rows, { hasTitles: true });
}

interface Fact {
  name: string;
  text: string;
}

const FACTS: readonly Column<Fact>[] = [
  { title: '', text: ({ name }) => name },
  { title: '', text: ({ text }) => text, yields: 1 },
];

function factsOf(total: Statistics['total']): Fact[] {
  const ends = Object.entries(total.byStatus).map(([status, count]) => `${count} ${status}`);
  const { prompt, completion } = total.tokens;
  return [
    { name: 'runtimes', text: `${grouped(total.runtimes)} (${ends.join(', ')})` },
    { name: 'hours', text: hours(total.uptimeMs) },
    { name: 'events', text: grouped(total.events) },
    { name: 'requests', text: grouped(total.requests) },
    {
      name: 'tokens',
      text: `${grouped(total.tokens.total)} (${grouped(prompt)} prompt, ${grouped(completion)} completion)`,
    },
    { name: 'failures', text: grouped(total.failures) },
    { name: 'crashes', text: grouped(total.crashes) },
  ];
}

function modelColumns(models: readonly ModelStatistics[]): Column<ModelStatistics>[] {
  const hasLatency = models.some(({ latencyMs }) => latencyMs !== undefined);
  return [
    { title: 'MODEL', text: ({ model }) => model, yields: 1 },
    number('LOADS', ({ loads }) => loads),
    number('UNLOADS', ({ unloads }) => unloads, 6),
    { title: 'IN MEMORY', text: ({ loadedMs }) => formatDuration(loadedMs), side: 'right', yields: 4 },
    number('REQUESTS', ({ requests }) => requests),
    number('FAILED', ({ failedRequests, loadFailures }) => failedRequests + loadFailures, 5),
    number('TOKENS', ({ tokens }) => tokens.total, 3),
    ...(hasLatency ? LATENCIES : []),
  ];
}

const LATENCIES: readonly Column<ModelStatistics>[] = (['p50', 'p95', 'p99'] as const).map((name) => ({
  title: `${name.toUpperCase()} MS`,
  text: ({ latencyMs }: ModelStatistics) =>
    latencyMs === undefined ? '' : grouped(Math.round(latencyMs[name])),
  side: 'right',
  yields: 2,
}));

function failureColumns(timeZone: string): Column<FailureStatistics>[] {
  return [
    { title: 'FAILURE', text: ({ type }) => type, yields: 2 },
    number('COUNT', ({ count }) => count),
    { title: 'LAST', text: ({ lastAt }) => minuteOf(lastAt, timeZone), yields: 3 },
    { title: 'LAST MESSAGE', text: ({ lastMessage }) => lastMessage ?? '', yields: 4 },
  ];
}

function groupColumns<Row extends GroupStatistics>(
  title: string,
  nameOf: (row: Row) => string,
): Column<Row>[] {
  return [
    { title, text: nameOf, yields: 1 },
    number('RUNTIMES', ({ runtimes }) => runtimes),
    { title: 'HOURS', text: ({ uptimeMs }) => hours(uptimeMs), side: 'right' },
    number('EVENTS', ({ events }) => events, 4),
    number('REQUESTS', ({ requests }) => requests, 3),
    number('FAILURES', ({ failures }) => failures),
    number('CRASHES', ({ crashes }) => crashes, 2),
  ];
}

function number<Row>(title: string, of: (row: Row) => number, yields?: number): Column<Row> {
  const column: Column<Row> = { title, text: (row) => grouped(of(row)), side: 'right' };
  return yields === undefined ? column : { ...column, yields };
}

function minuteOf(epochMs: number, timeZone: string): string {
  const { date, time } = zonedTime(epochMs, timeZone);
  return `${date} ${time.slice(0, 5)}`;
}

function hours(milliseconds: number): string {
  return (milliseconds / 3_600_000).toFixed(1);
}

/** `61,234`, as session logs write it. */
function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
