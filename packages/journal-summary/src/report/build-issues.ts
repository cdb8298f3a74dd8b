import { MAX_LISTED_FAILURES, MAX_NAMES_IN_SENTENCE } from '../constants.js';
import type { Count } from '../fold/bounded-counter.js';
import type { FailureGroup } from '../fold/failure-table.js';
import { describeEnd } from './describe-end.js';
import { isQuarantined } from './is-quarantined.js';
import { formatDecimal, plural } from './numbers.js';
import { OTHER_TYPES } from './other-rows.js';
import type { ReportContext } from './report-context.js';
import { type UnfinishedLoads, unfinishedLoads } from './unfinished-loads.js';

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
    ...unfinishedLoads(context).map((load) => unfinishedIssue(load, context)),
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
  const consequence = isQuarantined(group, context.state) ? '; the model is quarantined' : '';
  return `${group.type}: ${group.count} (${context.when(group)})${facts}${consequence}`;
}

/** LMX says nothing when a load fails or hangs: its readiness just stays as it was. */
function unfinishedIssue({ model, count }: UnfinishedLoads, { clock }: ReportContext): string {
  const { readiness } = model;
  const when = readiness === undefined ? '' : ` (${clock(readiness.changedAt)})`;
  const last = readiness === undefined ? '' : `: last seen ${readiness.last}`;
  return `load not completed: ${count}${when} – ${model.id}${last}`;
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
  return [`memory_warning: ${warnings.count} (${when(warnings)})${facts}`];
}

/**
 * A ledger knows of all losses. Without one, as after a kill, the event log's own records tell what it
 * could not take; they are not looked at otherwise, since a live session never sees them.
 */
function lossIssues(context: ReportContext): string[] {
  const { state, ledger, when } = context;
  if (ledger === undefined) {
    const { lost } = state;
    if (lost === undefined) return [];
    return [`${missing(lost.count)}${typesOf(state.lostTypes.rows(OTHER_TYPES))} (${when(lost)})`];
  }
  return [
    ...(ledger.dropped > 0 ? [`${missing(ledger.dropped)}; see Ledger under Notes`] : []),
    ...(ledger.refused > 0
      ? [`${plural(ledger.refused, 'event')} could not be stored in any form; see Ledger under Notes`]
      : []),
  ];
}

function missing(count: number): string {
  return `${plural(count, 'event')} ${count === 1 ? 'is' : 'are'} not in the event log`;
}

function typesOf(rows: readonly Count[]): string {
  if (rows.length === 0) return '';
  const shown = rows.slice(0, MAX_NAMES_IN_SENTENCE).map(({ name, count }) => `${name} ${count}`);
  return `: ${[...shown, ...(rows.length > shown.length ? ['…'] : [])].join(', ')}`;
}
