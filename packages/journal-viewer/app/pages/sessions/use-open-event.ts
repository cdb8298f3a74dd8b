import { useRef } from 'preact/hooks';
import { addressOf, type EventAddress, findEvent } from './event-address.js';
import type { EventWindow } from './event-window.js';
import type { SessionEvent } from './session-event.js';

export interface OpenEvent {
  event: SessionEvent;
  /** Its row, counted like those of the window; undefined where the reader is not led to it. */
  row?: number | undefined;
  /** Whether the reader went elsewhere since. */
  isLeft?: true;
}

/** What was found for an address when a window was opened. */
interface Looked {
  address: EventAddress;
  turn: number;
  opened?: OpenEvent | undefined;
}

/**
 * The event that the address names. It stays open when it leaves the window; one that comes into the window while the
 * reader scrolls does not lead away from where they are.
 *
 * @param turn - of the window
 * @returns what opens another one, closes it, and lets the next window begin elsewhere; the first two with its address
 */
export function useOpenEvent(window: EventWindow | undefined, turn: number, address: EventAddress) {
  const looked = useRef<Looked>({ address: {}, turn: -1 });
  const last = looked.current;
  if (window !== undefined && !(last.turn === turn && isSame(last.address, address))) {
    // Several events of one moment, or without any, have one address: that of them which was open is meant.
    const kept = isSame(last.address, address) ? last.opened : undefined;
    looked.current = { address, turn, opened: find(window, address, kept) };
  }
  const { opened, address: known } = looked.current;
  return {
    opened: isSame(known, address) ? opened : undefined,
    open: (row: number): EventAddress => {
      const event = window?.events[row - window.base];
      if (event === undefined) return address;
      looked.current = { address: addressOf(event), turn, opened: { event, row } };
      return looked.current.address;
    },
    close: (): EventAddress => {
      looked.current = { address: {}, turn };
      return {};
    },
    leave: () => {
      if (opened !== undefined)
        looked.current = { address: known, turn, opened: { event: opened.event, isLeft: true } };
    },
  };
}

function find(
  { events, base }: EventWindow,
  address: EventAddress,
  kept: OpenEvent | undefined,
): OpenEvent | undefined {
  if (kept?.isLeft) return kept;
  const index = findEvent(events, address);
  const event = kept?.event ?? events[index ?? -1];
  return event && { event, row: index === undefined ? undefined : base + index };
}

function isSame(one: EventAddress, other: EventAddress): boolean {
  return one.seq === other.seq && one.at === other.at;
}
