import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface ListRows {
  count: number;
  /** The number of the first one. */
  base: number;
  /** Pixels. */
  rowHeight: number;
}

export interface ListView {
  /** Pixels of all rows above what is seen. */
  offset: number;
  /** Pixels by which the frame is scrolled; fewer where the scroll bar stands for the rows in proportion. */
  top: number;
  /** Pixels of the frame. */
  height: number;
  /** Whether these were measured; before that they are guessed. */
  isMeasured: boolean;
  /** Pixels of what is scrolled. */
  fullHeight: number;
  /** Scrolls a row into sight; `row` is its index. */
  showRow(row: number): void;
  /** Whether all of a row is in a frame of such a height. */
  isSeen(row: number, height: number): boolean;
}

/** Browsers do not lay out more pixels than about this. */
const MAX_HEIGHT = 10_000_000;

/** What of a list is seen in the frame that scrolls it; that stays when rows are dropped or put before it. */
export function useListView(
  frame: RefObject<HTMLElement | null>,
  { count, base, rowHeight }: ListRows,
): ListView {
  const [seen, setSeen] = useState({ top: 0, height: 600, base, isMeasured: false });
  const full = count * rowHeight;
  const fullHeight = Math.min(full, MAX_HEIGHT);
  /** Pixels of the whole list for one pixel of scrolling. */
  const scale = fullHeight > seen.height ? (full - seen.height) / (fullHeight - seen.height) : 1;
  const moved = (seen.base - base) * rowHeight;
  const laidOut = useRef({ base, scale });

  const look = () => {
    const element = frame.current;
    if (element === null) return;
    const [{ scrollTop: top, clientHeight: height }, { base }] = [element, laidOut.current];
    setSeen({ top, height, base, isMeasured: true });
  };

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);

  useLayoutEffect(() => {
    const before = laidOut.current;
    laidOut.current = { base, scale };
    const element = frame.current;
    if (element === null || before.base === base) return;
    // From where it is now, which may be further than what was seen last.
    const offset = element.scrollTop * before.scale + (before.base - base) * rowHeight;
    element.scrollTop = offset / scale;
    look();
  });

  return {
    offset: seen.top * (moved === 0 ? scale : laidOut.current.scale) + moved,
    top: moved === 0 ? seen.top : (seen.top * laidOut.current.scale + moved) / scale,
    height: seen.height,
    isMeasured: seen.isMeasured,
    fullHeight,
    isSeen: (row, height) => {
      const offset = (frame.current?.scrollTop ?? 0) * scale;
      return row * rowHeight >= offset && (row + 1) * rowHeight <= offset + height;
    },
    showRow: (row) => {
      const element = frame.current;
      if (element === null) return;
      // On a small screen the list itself may be out of sight.
      element.scrollIntoView({ block: 'nearest' });
      const [top, bottom, height] = [row * rowHeight, (row + 1) * rowHeight, element.clientHeight];
      const offset = element.scrollTop * scale;
      if (top >= offset && bottom <= offset + height) return;
      const isJump = bottom < offset || top > offset + height;
      // Where the reader jumps to, what stands before and after it is seen as well.
      if (isJump) element.scrollTop = (top - (height - rowHeight) / 2) / scale;
      else element.scrollTop = (top < offset ? top : bottom - height) / scale;
      look();
    },
  };
}
