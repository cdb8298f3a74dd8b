import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useListView } from './use-list-view.js';

export interface VirtualListProps<Item> {
  items: readonly Item[];
  /**
   * The number of the first item, where items before it are not there. When it changes, those that are still there
   * stay where they are seen. Default 0.
   */
  base?: number;
  /** Pixels of each row; all are the same. */
  rowHeight: number;
  /** What the list is, for who cannot see it. */
  label: string;
  renderRow(item: Item, number: number): ComponentChildren;
  /** The number of the row that the keyboard is at; scrolled into sight when it changes. */
  selected?: number | undefined;
  /** Rows from the end or the start at which it is near. Default 0: when the last one is there. */
  nearRows?: number;
  /** Called when the end comes near. */
  onEnd?: (() => void) | undefined;
  /** Called when the start comes near. */
  onStart?: (() => void) | undefined;
  /** Called with whether the reader is at the top. */
  onTop?: ((isTop: boolean) => void) | undefined;
}

/** Rows beyond what is seen, above and below. */
const MARGIN = 8;

/**
 * A list of which only what is seen is in the page. Where all rows together are higher than a browser can lay out, the
 * scroll bar stands for them in proportion.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { items, base = 0, rowHeight, label, renderRow, selected, nearRows = 0 } = props;
  const { onEnd, onStart, onTop } = props;
  const frame = useRef<HTMLElement>(null);
  const view = useListView(frame, { count: items.length, base, rowHeight });
  const { offset, top, height, isMeasured } = view;
  const first = Math.max(0, Math.floor(offset / rowHeight) - MARGIN);
  const last = Math.min(items.length, Math.ceil((offset + height) / rowHeight) + MARGIN);

  useEffect(() => {
    if (isMeasured && last >= items.length - nearRows) onEnd?.();
  }, [last, items, isMeasured]);

  useEffect(() => {
    if (isMeasured && first <= nearRows) onStart?.();
  }, [first, items, isMeasured]);

  useEffect(() => onTop?.(top <= 0), [top <= 0]);

  const shown = useRef<{ selected?: number | undefined; height: number }>({ height });
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { selected, height };
    if (selected === undefined) return;
    const row = selected - base;
    if (before.selected !== selected) view.showRow(row);
    // In a list that has become lower, what the reader has scrolled to is not left for it.
    else if (view.isSeen(row, before.height)) view.showRow(row);
  }, [selected, height]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="virtual-list" ref={frame} aria-label={label} tabIndex={0}>
      <ul class="virtual-list-all" aria-label={label} style={{ height: `${view.fullHeight}px` }}>
        {items.slice(first, last).map((item, index) => {
          const number = base + first + index;
          return (
            <li
              key={number}
              aria-setsize={items.length}
              aria-posinset={first + index + 1}
              class={number === selected ? 'row selected' : 'row'}
              style={{ height: `${rowHeight}px`, top: `${(first + index) * rowHeight - offset + top}px` }}
            >
              {renderRow(item, number)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
