import { describeRangeProblem } from './define-series.js';
import { JournalIdsError, quote } from './errors.js';
import { nearestName } from './nearest-name.js';
import type { AllocationRequest, NumberRange, SeriesDefinition } from './types.js';

export interface ResolvedRequest {
  /** For messages: the series' name or the range. */
  label: string;
  /** In the order of their use. */
  ranges: readonly NumberRange[];
}

/** The ranges that a request means. */
export function resolveRequest(request: AllocationRequest, series: SeriesDefinition): ResolvedRequest {
  if (typeof request === 'string') return resolveSeries(request, series);
  const range = [request?.from, request?.to] as const;
  const problem = describeRangeProblem(range);
  if (problem === undefined) return { label: rangeLabel(range), ranges: [range] };
  throw new JournalIdsError(
    'JOURNAL_IDS_RANGE_INVALID',
    `Cannot give a number from ${quote(request)}: the range ${problem}. Ask for { from: 200, to: 299 } or for a series by name.`,
    { request },
  );
}

function resolveSeries(name: string, series: SeriesDefinition): ResolvedRequest {
  const ranges = rangesOf(name, series);
  if (ranges.length > 0) return { label: name, ranges };
  const names = Object.keys(series);
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? '' : ` Did you mean ${quote(nearest)}?`;
  throw new JournalIdsError(
    'JOURNAL_IDS_SERIES_UNKNOWN',
    `There is no series ${quote(name)}.${hint} There are ${names.map(quote).join(', ')}.`,
    { series: name, nearest, known: names },
  );
}

/** The series that a number belongs to; a range outside all of them stands for itself. */
export function seriesOf(number: number, range: NumberRange, series: SeriesDefinition): string {
  const owner = Object.entries(series).find(([, { ranges }]) => ranges.some((own) => isWithin(number, own)));
  return owner?.[0] ?? rangeLabel(range);
}

/** The ranges of a series; none if there is no such series. */
export function rangesOf(name: string, series: SeriesDefinition): readonly NumberRange[] {
  // A name comes from outside: `constructor` is no series.
  return Object.hasOwn(series, name) ? (series[name]?.ranges ?? []) : [];
}

export function isWithin(number: number, [from, to]: NumberRange): boolean {
  return number >= from && number <= to;
}

function rangeLabel([from, to]: NumberRange): string {
  return `${from}-${to}`;
}
