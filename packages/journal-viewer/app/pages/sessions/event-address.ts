import type { SessionEvent } from './session-event.js';

/** How an address names an event of a session. */
export interface EventAddress {
  /** Its number. */
  seq?: number | undefined;
  /** Epoch milliseconds, where it has no number: the first event from then on is meant. */
  at?: number | undefined;
}

export function readEventAddress(query: URLSearchParams): EventAddress {
  return { seq: readNumber(query, 'seq'), at: readNumber(query, 'at') };
}

export function addressOf({ seq, at }: SessionEvent): EventAddress {
  if (seq !== undefined) return { seq };
  return Number.isNaN(at) ? {} : { at: Math.floor(at) };
}

/** @returns its index; undefined where it is not among these, or none is named */
export function findEvent(events: readonly SessionEvent[], { seq, at }: EventAddress): number | undefined {
  if (seq === undefined && at === undefined) return undefined;
  const index = events.findIndex((event) =>
    seq === undefined ? Math.floor(event.at) >= (at ?? 0) : event.seq === seq,
  );
  return index === -1 ? undefined : index;
}

/** A whole number of an address; undefined where there is none. */
export function readNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name) ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
