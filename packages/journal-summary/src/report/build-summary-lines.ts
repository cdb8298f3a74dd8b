import { zonedTime } from '@opta/journal-format';
import { MAX_NAMES_IN_SENTENCE } from '../constants.js';
import { OTHER_FAILURES } from '../fold/failure-table.js';
import { describeEnd } from './describe-end.js';
import { ledgerRows } from './ledger-rows.js';
import { formatCount, formatDecimal, formatMs, plural, times } from './numbers.js';
import { isEndUnknown, isOpenEnded } from './open-end.js';
import type { ReportContext } from './report-context.js';
import { totalRequests } from './total-requests.js';
import { unfinishedWork } from './unfinished-work.js';

/** What fails, by the type of its events. Others are told by their type. */
const FAILURE_NAMES: ReadonlyMap<string, [one: string, many: string]> = new Map([
  ['model_canary_failed', ['model check', 'model checks']],
  ['model_compatibility_recorded', ['load', 'loads']],
  ['quarantined', ['quarantined model', 'quarantined models']],
  ['request_failed', ['request', 'requests']],
  ['download_failed', ['download', 'downloads']],
  ['quantize_progress', ['quantization', 'quantizations']],
  [OTHER_FAILURES, ['other failure', 'other failures']],
]);

/**
 * LMX's four lines, then what a person asks, a line each and only where there is an answer: how it ended, what
 * ran, what failed, what changed, what is not counted here.
 */
export function buildSummaryLines(context: ReportContext): string[] {
  const { state, session, end, duration } = context;
  return [
    `Started: ${dateTime(session.startedAt, session.timeZone)}`,
    `Ended: ${endOf(context)}`,
    `Duration: ${duration}${isOpenEnded(end) ? ' or longer' : ''}`,
    `Total events: ${state.total}`,
    describeEnd(context).sentence,
    ...recoveryLines(context),
    ...modelLines(context),
    ...requestLines(context),
    ...failureLines(context),
    ...memoryWarningLines(context),
    ...lossLines(context),
    ...downloadLines(context),
    ...quantizationLines(context),
    ...configurationLines(context),
    ...ledgerLines(context),
  ];
}

function endOf({ session, end, endedAt, running }: ReportContext): string {
  if (running) return 'still running';
  if (isEndUnknown(end)) return 'not known';
  return `${dateTime(endedAt, session.timeZone)}${isOpenEnded(end) ? ' or later' : ''}`;
}

function recoveryLines({ end }: ReportContext): string[] {
  if (end.recovery === undefined) return [];
  const source = end.recovery.isEndKnown ? ', which is damaged; see Issues Encountered' : '';
  return [`Recovered: this log was made afterwards from what the runtime left${source}.`];
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
  const { completed, failed, promptTokens, completionTokens, latency } = totalRequests(state);
  if (completed + failed === 0) return [];
  const tokens =
    promptTokens + completionTokens === 0
      ? ''
      : ` (${plural(promptTokens, 'prompt token')} and ${plural(completionTokens, 'completion token')})`;
  const took =
    latency.count === 0
      ? ''
      : `; half took at most ${formatMs(latency.percentile(50))} ms, 95 % at most ${formatMs(latency.percentile(95))} ms`;
  return [`Requests: ${formatCount(completed)} completed${tokens}, ${formatCount(failed)} failed${took}.`];
}

/** That nothing failed is an answer too, but not where the end is one or events are missing. */
function failureLines(context: ReportContext): string[] {
  const kinds = failureKinds(context);
  if (kinds.length > 0) return [`Failed: ${kinds.join(', ')}; see Issues Encountered.`];
  const isCertain =
    describeEnd(context).nextStep === undefined &&
    context.end.recovery === undefined &&
    lostEvents(context) === 0;
  return isCertain && context.state.total > 0 ? ['Failed: nothing.'] : [];
}

function failureKinds(context: ReportContext): string[] {
  const counts = new Map<string, number>();
  for (const { type, count } of context.state.failures.all()) {
    counts.set(type, (counts.get(type) ?? 0) + count);
  }
  const unfinished = unfinishedWork(context);
  const shown = [...counts].slice(0, MAX_NAMES_IN_SENTENCE);
  const rest = sum([...counts.values()].slice(MAX_NAMES_IN_SENTENCE));
  return [
    ...shown.map(([type, count]) => plural(count, ...(FAILURE_NAMES.get(type) ?? [type, type]))),
    ...(rest === 0 ? [] : [plural(rest, 'other failure')]),
    ...(['load', 'check'] as const).flatMap((what) => {
      const count = sum(unfinished.filter((work) => work.what === what).map((work) => work.count));
      return count === 0 ? [] : [`${plural(count, what)} not completed`];
    }),
  ];
}

function memoryWarningLines({ state: { memoryWarnings } }: ReportContext): string[] {
  if (memoryWarnings === undefined) return [];
  const { count, highestPercent } = memoryWarnings;
  const highest = highestPercent === undefined ? '' : `, up to ${formatDecimal(highestPercent)} % in use`;
  return [`Memory warnings: ${formatCount(count)}${highest}.`];
}

function lossLines(context: ReportContext): string[] {
  const lost = lostEvents(context);
  return lost === 0 ? [] : [`Lost: ${plural(lost, 'event')}; see Issues Encountered.`];
}

/** As Issues Encountered tells it: a ledger knows all, without one the event log's own records count. */
function lostEvents({ state, ledger }: ReportContext): number {
  return ledger === undefined ? (state.lost?.count ?? 0) : ledger.dropped + ledger.refused;
}

function configurationLines({ state: { configReloads }, clock }: ReportContext): string[] {
  if (configReloads === undefined) return [];
  const last = `${configReloads.count === 1 ? '' : 'last '}at ${clock(configReloads.lastAt)}`;
  return [`Configuration: reloaded ${times(configReloads.count)}, ${last}.`];
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
  const parts = Object.entries({ completed, failed, cancelled }).flatMap(([outcome, count]) =>
    count === 0 ? [] : [`${formatCount(count)} ${outcome}`],
  );
  return parts.length === 0 ? [] : [`${what}: ${parts.join(', ')}.`];
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
