import { type Detail, type DetailTable, formatDuration } from '@opta/journal-format';
import { MAX_LISTED_FAILURES } from '../constants.js';
import type { ModelRecord } from '../fold/model-record.js';
import { buildLedgerDetails } from './build-ledger-details.js';
import { buildTimeline } from './build-timeline.js';
import { formatCount, formatDecimal, formatMs, NOT_KNOWN } from './numbers.js';
import { OTHER_REASONS } from './other-rows.js';
import type { ReportContext } from './report-context.js';

type Cells = string[];

/** The tables under Notes, each only where it has rows. */
export function buildDetails(context: ReportContext): Detail[] {
  return [
    ...buildModels(context),
    ...buildRequests(context),
    ...buildFailures(context),
    ...buildDownloads(context),
    ...buildLedgerDetails(context),
    ...buildRedactions(context),
    ...buildTimeline(context),
  ];
}

function tableDetail(
  title: string,
  columns: readonly string[],
  leftColumns: number,
  rows: Cells[],
): Detail[] {
  if (rows.length === 0) return [];
  const table: DetailTable = {
    columns: columns.map((name, index) => (index < leftColumns ? { name } : { name, align: 'right' })),
    rows,
  };
  return [{ title, table }];
}

function buildModels(context: ReportContext): Detail[] {
  const rows = context.state.models
    .all()
    .filter((model) => model.hasLifecycle)
    .map((model) => modelCells(model, context.endedAt));
  return tableDetail(
    'Models',
    [
      'Model',
      'Checks',
      'Unloads',
      'Loads',
      'Load s (min)',
      'Load s (median)',
      'Memory GB (peak)',
      'In memory',
    ],
    3,
    rows,
  );
}

function modelCells(model: ModelRecord, endedAt: number): Cells {
  return [
    model.id,
    checksCell(model),
    unloadsCell(model),
    formatCount(model.loads),
    secondsCell(model.loadTime.min),
    secondsCell(model.loadTime.percentile(50)),
    model.peakMemoryGb === 0 ? NOT_KNOWN : formatDecimal(model.peakMemoryGb),
    model.collective || model.loads === 0 ? NOT_KNOWN : formatDuration(model.heldUntil(endedAt)),
  ];
}

function checksCell({ canariesPassed, canariesFailed }: ModelRecord): string {
  const parts = [
    ...(canariesPassed === 0 ? [] : [`${formatCount(canariesPassed)} passed`]),
    ...(canariesFailed === 0 ? [] : [`${formatCount(canariesFailed)} failed`]),
  ];
  return parts.length === 0 ? NOT_KNOWN : parts.join(', ');
}

function unloadsCell({ unloads, unloadReasons }: ModelRecord): string {
  if (unloads === 0) return '0';
  const rows = unloadReasons.rows(OTHER_REASONS);
  const reasons = rows.map(({ name, count }) => (rows.length === 1 ? name : `${name} ${formatCount(count)}`));
  return `${formatCount(unloads)} (${reasons.join(', ')})`;
}

function secondsCell(milliseconds: number | undefined): string {
  return milliseconds === undefined ? NOT_KNOWN : formatDecimal(milliseconds / 1_000);
}

function buildRequests({ state }: ReportContext): Detail[] {
  const rows = state.models
    .all()
    .filter((model) => model.requests + model.failedRequests > 0)
    .map((model) => [
      model.id,
      formatCount(model.requests),
      formatCount(model.failedRequests),
      formatCount(model.promptTokens),
      formatCount(model.completionTokens),
      formatMs(model.latency.percentile(50)),
      formatMs(model.latency.percentile(95)),
      formatMs(model.latency.percentile(99)),
      formatMs(model.firstToken.percentile(50)),
    ]);
  return tableDetail(
    'Requests',
    [
      'Model',
      'Completed',
      'Failed',
      'Prompt tokens',
      'Completion tokens',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'First token p50 ms',
    ],
    1,
    rows,
  );
}

/** Only where Issues Encountered could not list them all. */
function buildFailures({ state, clock }: ReportContext): Detail[] {
  const groups = state.failures.all();
  if (groups.length <= MAX_LISTED_FAILURES) return [];
  const rows = groups.map((group) => [
    group.type,
    group.subject ?? NOT_KNOWN,
    group.message ?? NOT_KNOWN,
    clock(group.firstAt),
    clock(group.lastAt),
    formatCount(group.count),
  ]);
  return tableDetail('Failures', ['Type', 'Subject', 'Message', 'First', 'Last', 'Count'], 5, rows);
}

function buildDownloads({ state, clock }: ReportContext): Detail[] {
  const rows = state.downloads.entries.map((download) => [
    clock(download.time),
    download.repository ?? NOT_KNOWN,
    download.outcome,
    download.details ?? NOT_KNOWN,
    download.durationMs === undefined ? NOT_KNOWN : formatDuration(download.durationMs),
  ]);
  if (state.downloads.left > 0) {
    rows.push([
      NOT_KNOWN,
      '(other downloads)',
      formatCount(state.downloads.left),
      'see the event log',
      NOT_KNOWN,
    ]);
  }
  return tableDetail('Downloads', ['Time', 'Repository', 'Outcome', 'Details', 'Took'], 4, rows);
}

function buildRedactions({ end }: ReportContext): Detail[] {
  const rows = Object.entries(end.redactions ?? {})
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .map(([kind, count]) => [kind, formatCount(count)]);
  return tableDetail('Secrets Replaced', ['Kind', 'Count'], 1, rows);
}
