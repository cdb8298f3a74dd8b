import type { NextStep } from '@opta/journal-format';
import { MAX_SUGGESTIONS } from '../constants.js';
import type { FailureGroup } from '../fold/failure-table.js';
import { describeEnd } from './describe-end.js';
import { isQuarantined } from './is-quarantined.js';
import { formatDecimal, plural } from './numbers.js';
import type { ReportContext } from './report-context.js';
import { unfinishedWork } from './unfinished-work.js';

/** What people noted, then a suggestion for each cause that is still open. */
export function buildNextSteps(context: ReportContext): NextStep[] {
  const { entries, left } = context.state.nextSteps;
  const suggestions = buildSuggestions(context);
  const shown = suggestions.slice(0, MAX_SUGGESTIONS);
  const more = suggestions.length - shown.length;
  return [
    ...entries.map(({ text, done }) => ({ text, done })),
    ...(left === 0 ? [] : [open(`(${plural(left, 'other step')}, see the event log)`)]),
    ...shown.map(open),
    ...(more === 0 ? [] : [open(`Review ${plural(more, 'more issue')} under Issues Encountered`)]),
  ];
}

function open(text: string): NextStep {
  return { text, done: false };
}

function buildSuggestions(context: ReportContext): string[] {
  const { state, ledger } = context;
  const groups = state.failures.all().filter((group) => !group.isSettled);
  const { nextStep } = describeEnd(context);
  const lost = ledger === undefined ? (state.lost?.count ?? 0) : ledger.dropped;
  return [
    ...(nextStep === undefined ? [] : [nextStep]),
    ...groups.map((group) => suggestionFor(group, isQuarantined(group, state))),
    ...unfinishedWork(context).map(({ what, model }) =>
      what === 'load'
        ? `Review why ${model.id} did not finish loading`
        : `Review why the check of ${model.id} did not finish`,
    ),
    ...(state.memoryWarnings === undefined
      ? []
      : [memorySuggestion(state.memoryWarnings.highestPercent, state.memoryWarnings.thresholdPercent)]),
    ...(lost > 0
      ? [`Check disk space and permissions of the log folder: ${plural(lost, 'event')} lost`]
      : []),
  ];
}

function suggestionFor({ type, subject, message, count }: FailureGroup, quarantined: boolean): string {
  const about = subject === undefined ? '' : ` ${subject}`;
  const because = message === undefined ? '' : `: ${message}`;
  switch (type) {
    case 'quarantined':
      return `Review why${about} was quarantined${because}`;
    case 'model_canary_failed':
      return `Review why${about} failed its check${quarantined ? ' and was quarantined' : ''}${because}`;
    case 'download_failed':
      return `Review the failed download of${about}${because}`;
    case 'request_failed':
      return `Review ${plural(count, 'failed request')}${subject === undefined ? '' : ` to${about}`}${because}`;
    case 'quantize_progress':
      return `Review the failed quantization of${about}${because}`;
    default:
      return `Review ${type}${about}${because}`;
  }
}

function memorySuggestion(highest: number | undefined, threshold: number | undefined): string {
  const used = highest === undefined ? '' : `: up to ${formatDecimal(highest)} % were in use`;
  const limit = threshold === undefined ? '' : `, the threshold is ${formatDecimal(threshold)} %`;
  return `Review the memory budget${used}${limit}`;
}
