import { isUtf8 } from 'node:buffer';
import { MAX_LOG_BYTES } from '../constants.js';
import type { Counts } from './counts.js';
import { EventLinesScrubber } from './event-lines-scrubber.js';
import { ScrubBreaksError } from './scrub-breaks-error.js';
import { isJson } from './scrub-json-tokens.js';
import { scrubMarkdown } from './scrub-markdown.js';
import type { Scrubber, Scrubbers, ScrubStream } from './scrubber.js';

/**
 * What a file holds: an event log, JSON, a log in markdown, or any text. Event logs and texts may be of any size.
 */
export type ContentKind = 'events' | 'json' | 'markdown' | 'text';

/**
 * The content of a file without its secrets.
 *
 * @param found - what was replaced is counted into it
 * @throws {ScrubBreaksError} when the content would not be readable without them
 */
export async function* scrubContent(
  chunks: AsyncIterable<Buffer>,
  kind: ContentKind,
  scrubbers: Scrubbers,
  found: Counts,
): AsyncGenerator<Buffer> {
  if (kind === 'text') {
    yield* throughStream(chunks, scrubbers.bytes.openStream(found));
  } else if (kind === 'events') {
    const stream = scrubbers.bytes.openLinesStream?.(found);
    yield* scrubEvents(stream === undefined ? chunks : throughStream(chunks, stream), scrubbers, found);
  } else {
    yield scrubWhole(await collect(chunks), kind, scrubbers, found);
  }
}

async function* throughStream(chunks: AsyncIterable<Buffer>, stream: ScrubStream): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(stream.push(chunk.toString('latin1')), 'latin1');
  yield Buffer.from(stream.end(), 'latin1');
}

async function* scrubEvents(
  chunks: AsyncIterable<Buffer>,
  scrubbers: Scrubbers,
  found: Counts,
): AsyncGenerator<Buffer> {
  const scrubber = new EventLinesScrubber(scrubbers, found);
  for await (const chunk of chunks) yield scrubber.push(chunk);
  yield scrubber.end();
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > MAX_LOG_BYTES) throw new ScrubBreaksError(`what is larger than ${MAX_LOG_BYTES} bytes`);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

function scrubWhole(
  bytes: Buffer,
  kind: 'json' | 'markdown',
  { text, bytes: binary }: Scrubbers,
  found: Counts,
): Buffer {
  if (!isUtf8(bytes)) return Buffer.from(binary.scrubText(bytes.toString('latin1'), found), 'latin1');
  const before = bytes.toString('utf8');
  const after = kind === 'json' ? scrubJsonDocument(before, text, found) : scrubMarkdown(before, text, found);
  return after === before ? bytes : Buffer.from(after);
}

function scrubJsonDocument(before: string, scrubber: Scrubber, found: Counts): string {
  const after = scrubber.scrubJson(before, found);
  if (after !== before && isJson(before) && !isJson(after)) throw new ScrubBreaksError('the JSON');
  return after;
}
