import { MAX_LISTED_FAILURES, MAX_NAMES_IN_SENTENCE } from '../constants.js';
import type { FailureGroup } from '../fold/failure-table.js';
import { describeEnd } from './describe-end.js';
import { formatDecimal, plural } from './numbers.js';
import { OTHER_TYPES } from './other-rows.js';
import type { ReportContext } from './report-context.js';

/** What went wrong, as LMX begins such lines (`download_failed: 1`), with what, why and when. */
export function buildIssues(context: ReportContext): string[] {
  const groups = context.state.failures.all();
  const left = groups.slice(MAX_LISTED_FAILURES);
  return [
    ...endIssue(context),
    ...groups.slice(0, MAX_LISTED_FAILURES).map((group) => failureIssue(group, context)),
    ...(left.length === 0
      ? []
      : [
          `${plural(
            left.reduce((sum, group) => sum + group.count, 0),
            'more failure',
          )}, see Failures under Notes`,
        ]),
    ...memoryIssue(context),
    ...lossIssues(context),
  ];
}

function endIssue(context: ReportContext): string[] {
  const { alarming, sentence } = describeEnd(context);
  return alarming ? [sentence] : [];
}

function failureIssue(group: FailureGroup, context: ReportContext): string {
  const what = [group.subject, group.message].filter((part) => part !== undefined).join(': ');
  const facts = what === '' ? '' : ` – ${what}`;
  return `${group.type}: ${group.count}${facts} (${context.when(group)})`;
}

function memoryIssue({ state, when }: ReportContext): string[] {
  const warnings = state.memoryWarnings;
  if (warnings === undefined) return [];
  const parts = [
    ...(warnings.highestPercent === undefined
      ? []
      : [`up to ${formatDecimal(warnings.highestPercent)} % in use`]),
    ...(warnings.thresholdPercent === undefined
      ? []
      : [`threshold ${formatDecimal(warnings.thresholdPercent)} %`]),
  ];
  const facts = parts.length === 0 ? '' : ` – ${parts.join(', ')}`;
  return [`memory_warning: ${warnings.count}${facts} (${when(warnings)})`];
}

/** The ledger knows of all losses; without one the event log's own records tell what it could not take. */
function lossIssues({ state, ledger, when }: ReportContext): string[] {
  const told = state.lost === undefined ? [] : [gapIssue(state.lost.count)];
  if (ledger === undefined) return told.map((text) => `${text}${lostTypes()}${lostWhen()}`);
  const lines: string[] = [];
  if (ledger.dropped > 0) {
    lines.push(`${gapIssue(ledger.dropped)}${lostTypes()}${lostWhen()}; see Ledger`);
  }
  if (ledger.refused > 0) {
    lines.push(`${plural(ledger.refused, 'event')} could not be stored in any form; see Ledger`);
  }
  return lines;

  function lostTypes(): string {
    const rows = state.lostTypes.rows(OTHER_TYPES);
    if (rows.length === 0) return '';
    const shown = rows.slice(0, MAX_NAMES_IN_SENTENCE).map(({ name, count }) => `${name} ${count}`);
    return `: ${[...shown, ...(rows.length > shown.length ? ['…'] : [])].join(', ')}`;
  }

  function lostWhen(): string {
    return state.lost === undefined ? '' : ` (noticed ${when({ ...state.lost })})`;
  }
}

function gapIssue(count: number): string {
  return `${plural(count, 'event')} ${count === 1 ? 'is' : 'are'} not in the event log`;
}
