import { createJournalStore } from '@opta/journal-store';
import { MAX_LOG_BYTES } from '../constants.js';
import { EventLogCatalog } from '../events/event-log-catalog.js';
import { searchEvents } from '../events/search-events.js';
import { LogSnapshot } from '../folders/log-snapshot.js';
import { IndexHolder, type IndexLease } from '../index/index-holder.js';
import { indexPlace } from '../index/index-place.js';
import { IndexDamage } from '../index/index-reader.js';
import { buildPage } from '../pages/build-page.js';
import { type Position, parseCursor } from '../pages/cursor.js';
import type { Found } from '../pages/found.js';
import { indexedLogs } from '../pages/indexed-logs.js';
import { LogMatcher } from '../pages/log-matcher.js';
import { mergeStreams } from '../pages/merge-streams.js';
import { rankedLogs } from '../pages/ranked-logs.js';
import { scanLogs } from '../pages/scan-logs.js';
import type { SearchContext } from '../pages/search-context.js';
import type { SearchRequest } from '../pages/search-request.js';
import { parseQuery } from '../query/parse-query.js';
import type { SearchPage } from '../types.js';
import type { EngineConfig } from './engine-config.js';
import { type IndexGap, IndexGapFinder } from './index-gap.js';

/** A page, and what it tells of the index. */
export interface EngineAnswer {
  page: SearchPage;
  indexedLogs: number;
  pendingLogs: number;
}

/** What one search reads from. */
interface Sources {
  context: SearchContext;
  lease: IndexLease | undefined;
  gap: IndexGap;
  position: Position | undefined;
}

/** Answers queries from the index and the disk. It works in a worker, or in slices where there is none. */
export class SearchEngine {
  readonly #config: EngineConfig;
  readonly #eventLogs: EventLogCatalog;
  readonly #snapshot: LogSnapshot;
  readonly #index: IndexHolder;
  readonly #gaps = new IndexGapFinder();

  /** @param onChange - told when the system reports a change in the log folders */
  constructor(config: EngineConfig, onChange?: () => void) {
    this.#config = config;
    this.#eventLogs = new EventLogCatalog(createJournalStore(config.folders));
    this.#snapshot = new LogSnapshot(config.folders, onChange);
    this.#index = new IndexHolder(indexPlace(config.cacheDir, config.folders, config.redaction).path);
  }

  async search(request: SearchRequest): Promise<EngineAnswer> {
    await this.#snapshot.update();
    const notes = new Set<string>();
    const lease = this.#acquire(notes);
    try {
      return await this.#answer(request, lease, notes);
    } catch (error) {
      if (!(error instanceof IndexDamage) || lease === undefined) throw error;
      this.#index.discard(lease);
      notes.add(`The index cannot be used (${error.message}) and is built anew: every log was read.`);
      return await this.#answer(request, undefined, notes);
    } finally {
      lease?.release();
    }
  }

  close(): void {
    this.#snapshot.close();
    this.#index.close();
  }

  #acquire(notes: Set<string>): IndexLease | undefined {
    const { withoutIndex } = this.#config;
    const index = withoutIndex === undefined ? this.#index.acquire() : { reason: withoutIndex };
    if ('reader' in index) return index;
    notes.add(`${index.reason}: every log was read.`);
    return undefined;
  }

  async #answer(
    request: SearchRequest,
    lease: IndexLease | undefined,
    notes: Set<string>,
  ): Promise<EngineAnswer> {
    const gap = this.#gaps.find(this.#snapshot.logs, lease?.reader);
    const position = request.cursor === undefined ? undefined : parseCursor(request.cursor, request);
    const context = this.#contextOf(request, position, notes);
    const stream = this.#streamOf(request, { context, lease, gap, position });
    const page = await buildPage(stream, { ...request, now: position?.now ?? request.now }, context.after);
    if (gap.oversized > 0) {
      const limit = `${MAX_LOG_BYTES / 1_048_576} MiB`;
      notes.add(`Of ${gap.oversized} logs of more than ${limit} only the beginning is searched.`);
    }
    return {
      page: { ...page, mode: lease === undefined ? 'scan' : 'index', notes: [...notes] },
      indexedLogs: gap.logs.size - gap.unindexed.length,
      pendingLogs: gap.unindexed.length,
    };
  }

  #contextOf(
    { text, limit, order, kinds, now }: SearchRequest,
    position: Position | undefined,
    notes: Set<string>,
  ): SearchContext {
    const { series, redaction, folders } = this.#config;
    const { timeZone } = folders;
    const query = parseQuery(text, { now: position?.now ?? now, timeZone });
    const context = {
      query,
      kinds: new Set(kinds),
      // One more tells whether there is a next page.
      limit: limit + 1,
      series,
      redaction,
      timeZone,
      note: (note: string) => void notes.add(note),
    };
    const isAmongLogs = order === 'rank' && position?.score !== undefined;
    return position === undefined || isAmongLogs ? context : { ...context, after: position.key };
  }

  #streamOf({ order, kinds }: SearchRequest, sources: Sources): AsyncGenerator<Found> {
    const { context, lease, gap, position } = sources;
    const { logs, unindexed } = gap;
    const matcher = new LogMatcher(context, this.#snapshot);
    const events = kinds.includes('event') ? [searchEvents(this.#eventLogs, context)] : [];
    if (order === 'time') {
      const indexed = lease === undefined ? [] : [indexedLogs(lease.reader, logs, matcher, context)];
      return mergeStreams([scanLogs(unindexed, matcher, context), ...indexed, ...events]);
    }
    if (position !== undefined && position.score === undefined) return inTurn(events);
    const reader = lease === undefined ? {} : { reader: lease.reader };
    const before = position && { score: position.score as number, key: position.key };
    return inTurn([rankedLogs({ ...reader, logs, unindexed }, matcher, context, before), ...events]);
  }
}

async function* inTurn(streams: readonly AsyncGenerator<Found>[]): AsyncGenerator<Found> {
  for (const stream of streams) yield* stream;
}
