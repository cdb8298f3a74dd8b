import { listTokens } from '../documents/document.js';
import { matchDocument } from '../documents/match-document.js';
import type { StoredLog } from '../folders/stored-log.js';
import type { IndexReader } from '../index/index-reader.js';
import { TimeSlice } from '../time-slice.js';
import { countTerm } from '../tokens/match-term.js';
import { bm25, type Collection } from './bm25.js';
import type { Found } from './found.js';
import { compareKeys, type HitKey } from './hit-key.js';
import { currentLog } from './indexed-logs.js';
import type { LogMatcher } from './log-matcher.js';
import type { SearchContext } from './search-context.js';

/** A log that may match, and how well. */
interface Ranked {
  log: StoredLog;
  key: HitKey;
  score: number;
}

/** A log that was read and matches. */
interface Counted {
  log: StoredLog;
  at: number;
  counts: number[];
  tokens: number;
}

export interface RankSources {
  reader?: IndexReader;
  logs: ReadonlyMap<string, StoredLog>;
  /** What the index does not know; without an index, all. */
  unindexed: readonly StoredLog[];
}

/** Digits of a score that count: what is reckoned in another order differs behind them. */
const PRECISION = 1e6;

/** The logs that match, the best first, those that are as good as each other newest first. */
export async function* rankedLogs(
  { reader, logs, unindexed }: RankSources,
  matcher: LogMatcher,
  context: SearchContext,
  before: { score: number; key: HitKey } | undefined,
): AsyncGenerator<Found> {
  const { counted, collection } = await countAll(unindexed, matcher, context);
  const known = reader === undefined ? collection : collectionOf(reader, context);
  const ranked = [
    ...counted.map((one) => rank(one, known)),
    ...(reader === undefined ? [] : indexedRanks(reader, logs, context)),
  ].sort(bestFirst);
  for (const one of ranked) {
    if (before !== undefined && bestFirst(before, one) >= 0) continue;
    const found = await matcher.match(one.log);
    if (found !== undefined) yield { ...found, score: one.score };
  }
}

function bestFirst(a: { score: number; key: HitKey }, b: { score: number; key: HitKey }): number {
  return b.score - a.score || compareKeys(a.key, b.key);
}

function rank({ log, at, counts, tokens }: Counted, collection: Collection): Ranked {
  const key = { at, fileName: log.fileName, place: 0 };
  return { log, key, score: rounded(bm25(counts, tokens, collection)) };
}

function indexedRanks(
  reader: IndexReader,
  logs: ReadonlyMap<string, StoredLog>,
  context: SearchContext,
): Ranked[] {
  return reader.ranked(context.query).flatMap(({ row, score }) => {
    const log = currentLog(row, logs, context);
    if (log === undefined) return [];
    return [{ log, key: { at: row.at, fileName: row.fileName, place: 0 }, score: rounded(score) }];
  });
}

function rounded(score: number): number {
  return Math.round(score * PRECISION) / PRECISION;
}

function collectionOf(reader: IndexReader, { query }: SearchContext): Collection {
  return { ...reader.figures(), frequencies: query.terms.map((term) => reader.frequency(term)) };
}

/** Reads every log. Those that match are kept as figures only. */
async function countAll(
  logs: readonly StoredLog[],
  matcher: LogMatcher,
  { query, kinds, series }: SearchContext,
): Promise<{ counted: Counted[]; collection: Collection }> {
  const slice = new TimeSlice();
  const counted: Counted[] = [];
  const frequencies = query.terms.map(() => 0);
  let [read, tokens] = [0, 0];
  for (const log of logs) {
    if (slice.isOver) await slice.rest();
    const document = await matcher.read(log);
    if (document === undefined) continue;
    const list = listTokens(document);
    const counts = query.terms.map((term) => countTerm(list, term));
    for (const [index, count] of counts.entries())
      if (count > 0) frequencies[index] = (frequencies[index] ?? 0) + 1;
    [read, tokens] = [read + 1, tokens + list.length];
    if (!kinds.has(log.kind) || !matchDocument(document, query, series)) continue;
    counted.push({ log, at: document.facts.at, counts, tokens: list.length });
  }
  return { counted, collection: { logs: read, averageTokens: tokens / Math.max(read, 1), frequencies } };
}
