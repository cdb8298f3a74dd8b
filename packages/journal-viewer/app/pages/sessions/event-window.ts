import type { SessionEvent } from './session-event.js';

/** Events that a page holds; more only until those that came last are taken in. */
export const MAX_HELD = 20_000;
/** Events by which a window goes on. */
export const PART_SIZE = 5_000;

/** Events of a log that follow one another, in its order. */
export interface EventPart {
  events: readonly SessionEvent[];
  /** Whether nothing of the log comes before them. */
  isStart: boolean;
  /** Whether nothing of the log came after them when they were read. */
  isEnd: boolean;
}

/**
 * The part of a log that a page holds. Where it has neither begin nor end of the log, it has an event with a number
 * there, by which the API goes on.
 */
export interface EventWindow extends EventPart {
  /** Rows before its first one: those that were dropped, and as many as are likely to be there besides. */
  base: number;
}

/** @param base - about how many rows are before the part */
export function openWindow(part: EventPart, base: number): EventWindow {
  return { ...part, base };
}

/** Takes in what comes after a window, and drops as many at its head as it cannot hold. */
export function appendPart(window: EventWindow, { events: added, isEnd }: EventPart): EventWindow {
  if (added.length === 0) return { ...window, isEnd };
  const events = [...window.events, ...added];
  if (events.length <= MAX_HELD) return { ...window, events, isEnd };
  const dropped = indexOfNumbered(events, events.length - MAX_HELD);
  return { events: events.slice(dropped), base: window.base + dropped, isStart: false, isEnd };
}

/** Takes in what comes before a window, and drops as many at its end as it cannot hold. */
export function prependPart(window: EventWindow, { events: added, isStart }: EventPart): EventWindow {
  if (added.length === 0) return { ...window, isStart };
  const events = [...added, ...window.events];
  const base = window.base - added.length;
  if (events.length <= MAX_HELD) return { ...window, events, base, isStart };
  const end = indexOfNumbered(events, MAX_HELD - 1) + 1;
  return { events: events.slice(0, end), base, isStart, isEnd: window.isEnd && end >= events.length };
}

export function firstNumber(events: readonly SessionEvent[]): number | undefined {
  return events.find(({ seq }) => seq !== undefined)?.seq;
}

export function lastNumber(events: readonly SessionEvent[]): number | undefined {
  return events.findLast(({ seq }) => seq !== undefined)?.seq;
}

/** Leaves out the rows before the first one that has a number. */
export function withoutUnnumberedStart(events: readonly SessionEvent[]): readonly SessionEvent[] {
  return events.slice(indexOfNumbered(events, 0));
}

/** Leaves out the rows behind the last one that has a number. */
export function withoutUnnumberedEnd(events: readonly SessionEvent[]): readonly SessionEvent[] {
  return events.slice(0, events.findLastIndex(({ seq }) => seq !== undefined) + 1);
}

/** @returns the index of the first one that has a number, from another index on; behind all where none has */
function indexOfNumbered(events: readonly SessionEvent[], from: number): number {
  const index = events.findIndex(({ seq }, at) => at >= from && seq !== undefined);
  return index === -1 ? events.length : index;
}
