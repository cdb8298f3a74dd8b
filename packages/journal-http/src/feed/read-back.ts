import type { AnswerRedaction } from '../redact-answer.js';
import { type CatchUpOptions, catchUp } from './catch-up.js';
import { encodeGap, encodeLateRecord } from './encode-frame.js';
import type { FeedItem, FeedRecord } from './feed-item.js';
import type { FeedQuery } from './feed-query.js';
import { FrameBatch } from './frame-batch.js';
import { countMatching, limitItems } from './limit-items.js';
import { StoredReplay } from './stored-replay.js';

export interface ReadBackOptions extends Omit<CatchUpOptions, 'isMemoryEnough'> {
  redaction: AnswerRedaction;
  query: FeedQuery;
}

/**
 * What a client has missed and wants, as chunks of the stream; undefined after every record that makes none yet, so
 * that a long search is no silence.
 */
export async function* readBack(
  options: ReadBackOptions,
): AsyncGenerator<Uint8Array | undefined, void, undefined> {
  const { query, redaction } = options;
  const batch = new FrameBatch();
  for await (const item of await missedItems(options)) {
    if (item.kind === 'gap') batch.add(encodeGap(item));
    if (item.kind === 'record' && query.matches(item.record.type)) {
      batch.add(encodeLateRecord(withoutSecrets(item.record, redaction)));
    }
    yield batch.isFull || item.kind === 'idle' ? batch.take() : undefined;
  }
  yield batch.take();
}

async function missedItems(options: ReadBackOptions): Promise<AsyncIterable<FeedItem>> {
  const { limit, matches } = options.query;
  const items = catchUp({ ...options, isMemoryEnough: limit === undefined });
  if (limit === undefined) return items;
  const { store, source, recent, lane, after } = options;
  const live = recent.session ?? source.status?.().session;
  const stored = lane.read(new StoredReplay(store, after).read(live));
  const count = await countMatching(stored, matches);
  return limitItems(items, Math.max(0, count - limit), matches);
}

/** Logs of earlier sessions may have been written with secrets. */
function withoutSecrets(record: FeedRecord, redaction: AnswerRedaction): FeedRecord {
  return { ...record, ...redaction.value({ type: record.type, data: record.data }) };
}
