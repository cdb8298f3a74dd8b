import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface VirtualListProps<Item> {
  items: readonly Item[];
  /** Pixels of each row; all are the same. */
  rowHeight: number;
  /** What the list is, for who cannot see it. */
  label: string;
  renderRow(item: Item, index: number): ComponentChildren;
  /** The row that the keyboard is at; scrolled into sight when it changes. */
  selected?: number | undefined;
  /** Called when the end comes near. */
  onEnd?: (() => void) | undefined;
  /** Called with whether the reader is at the top. */
  onTop?: ((isTop: boolean) => void) | undefined;
}

/** Rows beyond what is seen, above and below. */
const MARGIN = 8;
/** Browsers do not lay out more pixels than about this. */
const MAX_HEIGHT = 10_000_000;

/**
 * A list of which only what is seen is in the page. Where all rows together are higher than a browser can lay out, the
 * scroll bar stands for them in proportion.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { items, rowHeight, label, renderRow, selected, onEnd, onTop } = props;
  const frame = useRef<HTMLElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const full = items.length * rowHeight;
  const height = Math.min(full, MAX_HEIGHT);
  /** Pixels of the whole list for one pixel of scrolling. */
  const scale = height > view.height ? (full - view.height) / (height - view.height) : 1;
  const offset = view.top * scale;
  const first = Math.max(0, Math.floor(offset / rowHeight) - MARGIN);
  const last = Math.min(items.length, Math.ceil((offset + view.height) / rowHeight) + MARGIN);

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);

  useEffect(() => {
    if (last >= items.length) onEnd?.();
  }, [last, items]);

  useEffect(() => onTop?.(view.top <= 0), [view.top <= 0]);

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null || selected === undefined) return;
    // On a small screen the list itself may be out of sight.
    element.scrollIntoView({ block: 'nearest' });
    const [top, bottom] = [selected * rowHeight, (selected + 1) * rowHeight];
    const seen = element.clientHeight;
    if (top >= offset && bottom <= offset + seen) return;
    const isJump = bottom < offset || top > offset + seen;
    // Where the reader jumps to, what stands before and after it is seen as well.
    if (isJump) element.scrollTop = (top - (seen - rowHeight) / 2) / scale;
    else element.scrollTop = (top < offset ? top : bottom - seen) / scale;
  }, [selected, view.height]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="virtual-list" ref={frame} aria-label={label} tabIndex={0}>
      <ul class="virtual-list-all" aria-label={label} style={{ height: `${height}px` }}>
        {items.slice(first, last).map((item, index) => (
          <li
            key={first + index}
            aria-setsize={items.length}
            aria-posinset={first + index + 1}
            class={first + index === selected ? 'row selected' : 'row'}
            style={{ height: `${rowHeight}px`, top: `${(first + index) * rowHeight - offset + view.top}px` }}
          >
            {renderRow(item, first + index)}
          </li>
        ))}
      </ul>
    </section>
  );
}
