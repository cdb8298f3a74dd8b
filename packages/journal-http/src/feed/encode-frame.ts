import { type FeedCursor, formatEventId, isSessionName } from './event-id.js';
import type { FeedGap, FeedRecord } from './feed-item.js';

/** Characters that end a line somewhere, which no text of an event must be able to do. */
const LINE_BREAKING = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/g;

const encoder = new TextEncoder();

/**
 * A first comment makes the headers go out, so that the client knows it is connected. Another one says after which
 * record it begins: `bindEventFeed` of `@opta/journal-runtime` goes on from there if the connection breaks before the
 * first event.
 */
export function encodeConnected(place: FeedCursor | undefined): Uint8Array {
  return encoder.encode(
    place === undefined ? ': connected\n\n' : `: connected\n: place ${formatEventId(place)}\n\n`,
  );
}

/** A record as LMX sends it, with an id before it where it has a number. */
export function encodeRecord({ session, seq, type, data }: FeedRecord): Uint8Array {
  const id = seq === undefined || !isSessionName(session) ? '' : `id: ${formatEventId({ session, seq })}\n`;
  return encodeFrame(`${id}event: ${type.replace(LINE_BREAKING, '\u{fffd}')}`, data ?? null);
}

/**
 * The same for a record that is not sent as it happens, with its time in a comment before it, which
 * `bindEventFeed` of `@opta/journal-runtime` reads.
 */
export function encodeLateRecord(record: FeedRecord): Uint8Array {
  const { time = Number.NaN } = record;
  const frame = encodeRecord(record);
  return Number.isFinite(time)
    ? Buffer.concat([encoder.encode(`: time ${Math.round(time)}\n\n`), frame])
    : frame;
}

/** It carries no id, as no other control frame does: whoever reconnects asks from the last event that it got. */
export function encodeGap({ missed, reason }: FeedGap): Uint8Array {
  return encodeFrame('event: gap', { missed, reason });
}

/** As LMX sends it. */
export function encodeHeartbeat(): Uint8Array {
  return encodeFrame('event: heartbeat', { timestamp: Date.now() / 1000 });
}

function encodeFrame(head: string, data: unknown): Uint8Array {
  // Valid JSON either way. Python's splitlines(), by which clients cut a stream, also ends a line at these.
  const json = JSON.stringify(data).replace(LINE_BREAKING, escapeInJson);
  return encoder.encode(`${head}\ndata: ${json}\n\n`);
}

function escapeInJson(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
