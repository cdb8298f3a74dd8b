import { isTimeZone, systemTimeZone } from '@opta/journal-format';
import { createRedactor, type RedactionPolicy } from '@opta/journal-redact';
import * as z from 'zod/mini';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './constants.js';
import { JournalSearchError, quote } from './errors.js';
import { defaultCacheDir } from './index/index-place.js';
import type { SearchRequest } from './pages/search-request.js';
import type { LogKind, SearchOptions, SeriesRanges } from './types.js';
import type { EngineConfig } from './worker/engine-config.js';

export interface OpenSearchOptions {
  /** Folder in which what is derived from the logs is kept. Default: the user's cache folder for `opta-journal`. */
  cacheDir?: string;
  /** Whether there is an index. Without one every search reads every log. Default true. */
  index?: boolean;
  /** What is a secret. It should be the policy with which the logs were written. Default: that of a redactor. */
  redaction?: RedactionPolicy;
  /** IANA name of the zone in which names of logs, and days of a query, are read. Default: the system's. */
  timeZone?: string;
  /** Which numbers of update logs are which series, as `defineSeries` takes them. Default: 1 to 199 standard, 200 to 999 promotion. */
  series?: SeriesRanges;
  /** Told of trouble with a worker or the cache folder. Searches are answered all the same. */
  onError?: (error: unknown) => void;
}

const DEFAULT_SERIES: SeriesRanges = {
  standard: { ranges: [[1, 199]] },
  promotion: { ranges: [[200, 999]] },
};

const KINDS: readonly LogKind[] = ['session', 'update', 'event'];

const openOptionsSchema = z.strictObject({
  cacheDir: z.optional(z.string().check(z.minLength(1))),
  index: z.optional(z.boolean()),
  redaction: z.optional(z.looseObject({})),
  timeZone: z.optional(z.string().check(z.refine(isTimeZone, 'no time zone'))),
  series: z.optional(z.record(z.string(), z.object({ ranges: z.array(z.tuple([z.int(), z.int()])) }))),
  onError: z.optional(z.any()),
});

const searchOptionsSchema = z.strictObject({
  limit: z.optional(z.int().check(z.gte(1), z.lte(MAX_PAGE_SIZE))),
  cursor: z.optional(z.string()),
  order: z.optional(z.enum(['time', 'rank'])),
  in: z.optional(z.array(z.enum(['session', 'update', 'event'])).check(z.minLength(1))),
});

/**
 * @throws {JOURNAL_SEARCH_OPTION_INVALID} with every problem at once
 */
export function toEngineConfig(
  folders: { sessionLogsDir: string; updateLogsDir: string },
  options: OpenSearchOptions,
): EngineConfig {
  assertOptions(openOptionsSchema, options, 'open a search');
  const { cacheDir, redaction = {}, timeZone, series = DEFAULT_SERIES } = options;
  // A policy with mistakes is told of here, not at the first search. That of a redactor has none, and takes 30 ms.
  if (options.redaction !== undefined) createRedactor(redaction);
  const { sessionLogsDir, updateLogsDir } = folders;
  return {
    folders: { sessionLogsDir, updateLogsDir, timeZone: timeZone ?? systemTimeZone() },
    cacheDir: cacheDir ?? defaultCacheDir(),
    redaction,
    series,
    ...(options.index === false ? { withoutIndex: 'The index is switched off' } : {}),
  };
}

/**
 * @throws {JOURNAL_SEARCH_OPTION_INVALID} with every problem at once
 */
export function toSearchRequest(text: string, options: SearchOptions, now: number): SearchRequest {
  assertOptions(searchOptionsSchema, options, 'search');
  const { limit = DEFAULT_PAGE_SIZE, order = 'time', cursor } = options;
  const kinds = [...new Set(options.in ?? KINDS)];
  const request = { text, limit, order, kinds, now };
  return cursor === undefined ? request : { ...request, cursor };
}

function assertOptions(schema: z.ZodMiniType, options: unknown, doing: string): void {
  const checked = schema.safeParse(options);
  if (checked.success) return;
  const problems = checked.error.issues.map(({ path, message }) => {
    const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], options);
    return `${path.length === 0 ? 'options' : path.join('.')} is ${quote(value)} (${message})`;
  });
  throw new JournalSearchError(
    'JOURNAL_SEARCH_OPTION_INVALID',
    `Cannot ${doing}: ${problems.join('; ')}. Give other values.`,
    { problems },
  );
}
