import {
  MAX_LISTED_DAMAGE,
  MAX_LISTED_FAILURES,
  MAX_MESSAGE_LENGTH,
  MAX_NAMES_IN_SENTENCE,
} from '../constants.js';
import type { Count } from '../fold/bounded-counter.js';
import { cleanText } from '../fold/clean-text.js';
import type { FailureGroup } from '../fold/failure-table.js';
import { describeEnd } from './describe-end.js';
import { isQuarantined } from './is-quarantined.js';
import { formatCount, formatDecimal, plural } from './numbers.js';
import { OTHER_TYPES } from './other-rows.js';
import type { ReportContext } from './report-context.js';
import { type UnfinishedWork, unfinishedWork } from './unfinished-work.js';

interface TimedIssue {
  at: number;
  text: string;
}

/**
 * What went wrong: the end if it was a bad one, then in the order of time as LMX begins such lines
 * (`download_failed: 1`), with what, why and when; then what is missing.
 */
export function buildIssues(context: ReportContext): string[] {
  const groups = context.state.failures.all();
  const left = groups.slice(MAX_LISTED_FAILURES);
  const timed = [
    ...groups.slice(0, MAX_LISTED_FAILURES).map((group) => failureIssue(group, context)),
    ...unfinishedWork(context).map((work) => unfinishedIssue(work, context)),
    ...memoryIssue(context),
  ];
  return [
    ...endIssue(context),
    ...timed.sort((a, b) => a.at - b.at).map(({ text }) => text),
    ...(left.length === 0
      ? []
      : [
          `${plural(
            left.reduce((sum, group) => sum + group.count, 0),
            'more failure',
          )}, see Failures under Notes`,
        ]),
    ...lossIssues(context),
    ...damageIssues(context),
  ];
}

function endIssue(context: ReportContext): string[] {
  const { nextStep, sentence } = describeEnd(context);
  return nextStep === undefined ? [] : [sentence];
}

function failureIssue(group: FailureGroup, context: ReportContext): TimedIssue {
  const what = [group.subject, group.message].filter((part) => part !== undefined).join(': ');
  const facts = what === '' ? '' : ` – ${what}`;
  const consequence = isQuarantined(group, context.state) ? '; the model was quarantined' : '';
  const settled = group.isSettled ? '; it succeeded later' : '';
  return {
    at: group.firstAt,
    text: `${group.type}: ${formatCount(group.count)} (${context.when(group)})${facts}${consequence}${settled}`,
  };
}

/** LMX says nothing when a load fails or a check hangs: the readiness just stays as it was. */
function unfinishedIssue(work: UnfinishedWork, { when }: ReportContext): TimedIssue {
  const { what, model, count, firstAt } = work;
  const last = model.readiness === undefined ? '' : `: last seen ${model.readiness.last}`;
  return {
    at: firstAt,
    text: `${what} not completed: ${formatCount(count)} (${when(work)}) – ${model.id}${last}`,
  };
}

function memoryIssue({ state, when }: ReportContext): TimedIssue[] {
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
  return [
    {
      at: warnings.firstAt,
      text: `memory_warning: ${formatCount(warnings.count)} (${when(warnings)})${facts}`,
    },
  ];
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

function damageIssues({ end }: ReportContext): string[] {
  const { missingRecords = 0, damage } = end.recovery ?? {};
  const missing =
    missingRecords === 0 ? [] : [`${plural(missingRecords, 'record')} of the event log could not be found`];
  if (damage === undefined || damage.spans === 0) return missing;
  const shown = damage.first
    .slice(0, MAX_LISTED_DAMAGE)
    .map(({ segment, lineNumber, byteOffset, ...place }) => {
      const where = `segment ${segment}, line ${formatCount(lineNumber)}, byte ${formatCount(byteOffset)}`;
      const reason = cleanText(place.reason, MAX_MESSAGE_LENGTH);
      return `Event log damaged at ${where}: ${plural(place.length, 'byte')}, ${reason}`;
    });
  const left = damage.spans - shown.length;
  return [
    ...missing,
    ...shown,
    ...(left === 0
      ? []
      : [`${plural(left, 'more damaged span')}; ${plural(damage.bytes, 'byte')} are damaged in all`]),
  ];
}
