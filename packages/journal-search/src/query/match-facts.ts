import { eventSeverity } from '@opta/journal-format';
import { createTypePattern } from '@opta/journal-store';
import { foldText } from '../tokens/fold-text.js';
import type { LogKind, SeriesRanges } from '../types.js';
import { type Filter, type FilterName, type Query, SEVERITIES } from './query.js';

/** What filters look at. A field that a document does not have is absent. */
export interface Facts {
  kind: LogKind;
  /** Epoch milliseconds. */
  at: number;
  device?: string;
  model?: string;
  user?: string;
  category?: string;
  /** Number of an update log. */
  number?: number;
  /** How a session ended, or the states of an update log's steps. */
  statuses?: string[];
  /** Type of an event. */
  type?: string;
}

/** Whether all filters of a query hold, and none that is excluded. */
export function matchFacts(query: Query, facts: Facts, series: SeriesRanges): boolean {
  return (
    query.filters.every((filter) => matchFilter(filter, facts, series)) &&
    !query.excludedFilters.some((filter) => matchFilter(filter, facts, series))
  );
}

/** Kinds that have the field of a filter; the others never match it. */
const KINDS: Partial<Record<FilterName, readonly LogKind[]>> = {
  category: ['update'],
  series: ['update'],
  type: ['event'],
  severity: ['event'],
  status: ['session', 'update'],
};

/** Whether documents of a kind can match a query at all. */
export function canMatchKind(query: Query, kind: LogKind): boolean {
  return query.filters.every(({ name }) => KINDS[name]?.includes(kind) ?? true);
}

function matchFilter(filter: Filter, facts: Facts, series: SeriesRanges): boolean {
  const { name, value, at } = filter;
  if (KINDS[name]?.includes(facts.kind) === false) return false;
  switch (name) {
    case 'since':
      return facts.at >= (at as number);
    case 'until':
      return facts.at <= (at as number);
    case 'type':
      return createTypePattern(value)(facts.type as string);
    case 'severity':
      return SEVERITIES.indexOf(eventSeverity(facts.type as string)) >= SEVERITIES.indexOf(value);
    case 'series':
      return isInSeries(value, facts.number, series);
    case 'status':
      return facts.statuses?.some((status) => matchText(value, status)) === true;
    default:
      return facts[name] !== undefined && matchText(value, facts[name]);
  }
}

function matchText(pattern: string, text: string): boolean {
  return createTypePattern(foldText(pattern))(foldText(text));
}

function isInSeries(name: string, number: number | undefined, series: SeriesRanges): boolean {
  if (number === undefined || !Object.hasOwn(series, name)) return false;
  return series[name]?.ranges.some(([from, to]) => number >= from && number <= to) === true;
}
