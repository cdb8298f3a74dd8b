import type { RedactedStream } from '@opta/journal-redact';
import type { JournalRedaction } from './journal-redaction.js';

/** Types of events that bring a text in pieces, and of those after which no further piece comes. */
const CHUNK_TYPE = /chunk|delta|stream/i;
const LAST_TYPE = /(?:completed|failed|cancelled|canceled|finished|aborted|ended)$/i;
const TEXT_FIELDS = ['delta', 'content', 'text', 'chunk'] as const;
/** Requests whose pieces are put together at a time; the oldest one is ended for a further one. */
const MAX_STREAMS = 1_000;

/** A piece of text that was kept back, because it could have been the beginning of a secret. */
export interface ChunkRest {
  request_id: string;
  field: string;
  text: string;
}

interface Chunk {
  data: Record<string, unknown>;
  requestId: string;
}

/**
 * Takes secrets out of texts that come in pieces, one event each: a secret may begin in one and end in another. What
 * could be the beginning of one is kept back, and comes with a later event of the same request.
 */
export class ChunkStreams {
  readonly #redaction: JournalRedaction;
  readonly #streams = new Map<string, { requestId: string; field: string; stream: RedactedStream }>();

  constructor(redaction: JournalRedaction) {
    this.#redaction = redaction;
  }

  /** The data to be recorded instead, and what was kept back and comes before it. */
  take(type: string, data: unknown): { data: unknown; rests: ChunkRest[] } {
    const chunk = chunkOf(data);
    if (chunk === undefined) return { data, rests: [] };
    if (LAST_TYPE.test(type))
      return { data, rests: this.#end(({ requestId }) => requestId === chunk.requestId) };
    if (!CHUNK_TYPE.test(type)) return { data, rests: [] };
    const copy = { ...chunk.data };
    for (const field of TEXT_FIELDS) {
      const text = copy[field];
      if (typeof text === 'string') copy[field] = this.#streamOf(chunk.requestId, field).push(text);
    }
    return { data: copy, rests: this.#endOldest() };
  }

  /** What is still kept back at the end of the session. */
  takeAll(): ChunkRest[] {
    return this.#end(() => true);
  }

  #streamOf(requestId: string, field: string): RedactedStream {
    const key = JSON.stringify([requestId, field]);
    const known = this.#streams.get(key);
    if (known !== undefined) return known.stream;
    const stream = this.#redaction.openStream();
    this.#streams.set(key, { requestId, field, stream });
    return stream;
  }

  #endOldest(): ChunkRest[] {
    if (this.#streams.size <= MAX_STREAMS) return [];
    const [oldest] = this.#streams.values();
    return this.#end((one) => one === oldest);
  }

  #end(isOver: (one: { requestId: string }) => boolean): ChunkRest[] {
    const rests: ChunkRest[] = [];
    for (const [key, one] of this.#streams) {
      if (!isOver(one)) continue;
      this.#streams.delete(key);
      const text = one.stream.end();
      if (text !== '') rests.push({ request_id: one.requestId, field: one.field, text });
    }
    return rests;
  }
}

function chunkOf(data: unknown): Chunk | undefined {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return undefined;
  const { request_id: requestId } = data as { request_id?: unknown };
  return typeof requestId === 'string' ? { data: data as Record<string, unknown>, requestId } : undefined;
}
