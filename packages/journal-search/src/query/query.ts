import type { Term } from '../tokens/match-term.js';

/** Names of filters, and what each is for, as messages show it. */
export const FILTERS = {
  device: 'a device',
  model: 'a model',
  user: 'a user, or the author of an update log',
  category: 'the category of an update log',
  type: 'the type of an event, in which `*` stands for any characters',
  severity: 'info, warning, error or critical: this severity of an event or a worse one',
  status: 'how a session ended (clean, killed, …), or a step of an update log (ok, skip, fail)',
  series: 'the series of an update log',
  since: 'a day YYYY-MM-DD, an instant, or a time ago such as 7d or 24h',
  until: 'a day YYYY-MM-DD, an instant, or a time ago such as 7d or 24h',
} as const;

/** Of events, from the least to the gravest. */
export const SEVERITIES: readonly string[] = ['info', 'warning', 'error', 'critical'];

export type FilterName = keyof typeof FILTERS;

export interface Filter {
  name: FilterName;
  value: string;
  /** Of `since` and `until`: epoch milliseconds, inclusive. */
  at?: number;
}

/** What a query asks for. Everything must hold. */
export interface Query {
  terms: Term[];
  filters: Filter[];
  excludedTerms: Term[];
  excludedFilters: Filter[];
}

export function isFilterName(name: string): name is FilterName {
  return Object.hasOwn(FILTERS, name);
}
