import type { StreamFrame } from './event-stream-parser.js';

/** Something that was recorded. */
export interface FeedEvent {
  kind: 'event';
  type: string;
  data: unknown;
  /** Epoch milliseconds: when it happened, or else when it came. */
  at: number;
  /** Absent where there is no event log, in which it would have a number. */
  session?: string;
  seq?: number;
}

/** A place where something is missing. */
export interface FeedGap {
  kind: 'gap';
  /** How many events; null where nothing can tell. */
  missed: number | null;
  /** Why, in a sentence without its full stop. */
  reason: string;
  /** Epoch milliseconds: when it was told. */
  at: number;
}

export type FeedItem = FeedEvent | FeedGap;

const EVENT_ID = /^([\w.-]{1,100}):(\d{1,15})$/;
/** Before an event that is not sent as it happens. */
const TIME_COMMENT = /^time (\d{1,15})$/;

/**
 * What a frame tells; undefined for one that only says that the server is there. Control frames have no id, so that an
 * event of the host may have their names.
 */
export function toFeedItem({ id, event, data: text, comment = '' }: StreamFrame): FeedItem | undefined {
  const data = parseData(text);
  if (id === undefined && event === 'heartbeat') return undefined;
  if (id === undefined && event === 'gap') return toGap(data);
  const [, session, seq] = EVENT_ID.exec(id ?? '') ?? [];
  return {
    kind: 'event',
    type: event,
    data,
    at: Number(TIME_COMMENT.exec(comment)?.[1] ?? Date.now()),
    ...(session === undefined ? {} : { session, seq: Number(seq) }),
  };
}

function toGap(data: unknown): FeedGap {
  const { missed, reason } = (data ?? {}) as { missed?: unknown; reason?: unknown };
  return {
    kind: 'gap',
    missed: typeof missed === 'number' ? missed : null,
    reason: typeof reason === 'string' ? reason : 'the server does not say why',
    at: Date.now(),
  };
}

function parseData(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // From another server: shown as it is.
    return text;
  }
}
