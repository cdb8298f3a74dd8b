import { zonedTime } from '@opta/journal-format';
import { MAX_NAMES_IN_SENTENCE } from '../constants.js';
import { describeEnd } from './describe-end.js';
import { ledgerRows } from './ledger-rows.js';
import { formatCount, formatMs, plural } from './numbers.js';
import type { ReportContext } from './report-context.js';
import { totalRequests } from './total-requests.js';
import { unfinishedLoads } from './unfinished-loads.js';

/** LMX's four lines, then what a person asks first, a line each and only where there is an answer. */
export function buildSummaryLines(context: ReportContext): string[] {
  const { state, session, endedAt, duration, running } = context;
  return [
    `Started: ${dateTime(session.startedAt, session.timeZone)}`,
    running ? 'Ended: still running' : `Ended: ${dateTime(endedAt, session.timeZone)}`,
    `Duration: ${duration}`,
    `Total events: ${state.total}`,
    describeEnd(context).sentence,
    ...modelLines(context),
    ...requestLines(context),
    ...troubleLines(context),
    ...downloadLines(context),
    ...quantizationLines(context),
    ...ledgerLines(context),
  ];
}

function dateTime(time: number, timeZone: string): string {
  const local = zonedTime(time, timeZone);
  return `${local.date} ${local.time} ${local.abbreviation}`;
}

function modelLines({ state, running }: ReportContext): string[] {
  const models = state.models.all();
  const loads = sum(models.map((model) => model.loads));
  const unloads = sum(models.map((model) => model.unloads));
  if (loads + unloads === 0) return [];
  const loaded = models.filter((model) => model.loads > 0).map((model) => model.id);
  const held = models.filter((model) => model.inMemory).map((model) => model.id);
  return [
    `Models loaded: ${names(loaded)} (${plural(loads, 'load')}, ${plural(unloads, 'unload')}).`,
    `In memory ${running ? 'now' : 'at the end'}: ${names(held)}.`,
  ];
}

function names(all: readonly string[]): string {
  if (all.length === 0) return 'none';
  const shown = all.slice(0, MAX_NAMES_IN_SENTENCE).join(', ');
  return all.length > MAX_NAMES_IN_SENTENCE
    ? `${shown} and ${all.length - MAX_NAMES_IN_SENTENCE} more`
    : shown;
}

function requestLines({ state }: ReportContext): string[] {
  const requests = totalRequests(state);
  if (requests.completed + requests.failed === 0) return [];
  const tokens = `${plural(requests.promptTokens, 'prompt token')} and ${plural(requests.completionTokens, 'completion token')}`;
  const latency =
    requests.latency.count === 0
      ? ''
      : `; half took at most ${formatMs(requests.latency.percentile(50))} ms, 95 % at most ${formatMs(requests.latency.percentile(95))} ms`;
  return [
    `Requests: ${formatCount(requests.completed)} completed (${tokens}), ${formatCount(requests.failed)} failed${latency}.`,
  ];
}

function troubleLines(context: ReportContext): string[] {
  const { failures, memoryWarnings } = context.state;
  const unfinished = sum(unfinishedLoads(context).map(({ count }) => count));
  const parts = [
    ...(failures.total === 0 ? [] : [plural(failures.total, 'failure')]),
    ...(unfinished === 0 ? [] : [`${plural(unfinished, 'load')} not completed`]),
    ...(memoryWarnings === undefined ? [] : [plural(memoryWarnings.count, 'memory warning')]),
  ];
  return parts.length === 0 ? [] : [`Trouble: ${parts.join(', ')}; see Issues Encountered.`];
}

function downloadLines({ state }: ReportContext): string[] {
  return outcomeLine('Downloads', state.downloadCounts);
}

function quantizationLines({ state }: ReportContext): string[] {
  return outcomeLine('Quantizations', state.quantizations);
}

function outcomeLine(
  what: string,
  { completed, failed, cancelled }: Record<'completed' | 'failed' | 'cancelled', number>,
): string[] {
  if (completed + failed + cancelled === 0) return [];
  return [
    `${what}: ${formatCount(completed)} completed, ${formatCount(failed)} failed, ${formatCount(cancelled)} cancelled.`,
  ];
}

function ledgerLines({ ledger }: ReportContext): string[] {
  if (ledger === undefined || !(ledger.skipped > 0)) return [];
  const types = ledgerRows(ledger, 'skipped')
    .slice(0, MAX_NAMES_IN_SENTENCE)
    .map(({ name, count }) => `${name} ${formatCount(count)}`);
  const which = types.length === 0 ? '' : ` (${types.join(', ')})`;
  return [`Left out by the configuration: ${plural(ledger.skipped, 'further event')}${which}.`];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
