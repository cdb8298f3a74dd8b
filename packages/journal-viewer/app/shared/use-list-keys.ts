import { useEffect, useRef, useState } from 'preact/hooks';
import { type KeyBinding, useKeys } from '../shell/keyboard.js';

export interface ListKeys {
  /** Rows that there are. */
  count: number;
  /** The number of the first of them, where rows before it are not there. Default 0. */
  base?: number;
  /** What a row is, for the help: `update`. */
  what: string;
  open(index: number): void;
  /** Where the reader is before the first key, and again whenever it changes. */
  start?: number | undefined;
  /** Whether `e` and `E` go to a row. Default: there are no such keys. */
  isProblem?: (index: number) => boolean;
  /** What `g` does where the first row is not there. */
  onFirst?: (() => void) | undefined;
  /** Whether the rows stand side by side, so that the arrows to the right and left move, too. Default false. */
  isFlowing?: boolean;
}

/**
 * The keys of a list: `j k` next and previous, `g G` first and last, `e E` next and previous problem, `Enter` opens.
 *
 * @returns the row where the reader is, counted like `base`; undefined where that is none of those that are there
 */
export function useListKeys(list: ListKeys): number | undefined {
  const { count, base = 0, start } = list;
  const [moved, setAt] = useState<number>();
  const at = moved ?? start;
  useEffect(() => {
    if (start !== undefined) setAt(start);
  }, [start]);
  const isThere = (index: number) => index >= base && index < base + count;
  /** Keys may come faster than what they change is shown. */
  const latest = useRef(at);
  latest.current = at;
  const goTo = (index: number) => {
    if (!isThere(index)) return;
    latest.current = index;
    setAt(index);
  };
  useKeys(keysOf(list, latest, goTo));
  return at !== undefined && isThere(at) ? at : undefined;
}

function keysOf(
  { count, base = 0, what, open, isProblem, onFirst, isFlowing = false }: ListKeys,
  at: { current: number | undefined },
  goTo: (index: number) => void,
): KeyBinding[] {
  const end = base + count;
  /** Whoever has left the rows that are there goes on at the nearest one. */
  const from = (before: number) => Math.max(base - 1, Math.min(at.current ?? before, end));
  const next = { does: `Next ${what}`, run: () => goTo(Math.min(from(base - 1) + 1, end - 1)) };
  const previous = { does: `Previous ${what}`, run: () => goTo(Math.max(from(base) - 1, base)) };
  const goToProblem = (step: 1 | -1) => {
    let index = from(base - 1) + step;
    while (index >= base && index < end && !isProblem?.(index)) index += step;
    goTo(index);
  };
  const openRow = () => {
    if (at.current !== undefined && at.current >= base && at.current < end) open(at.current);
  };
  const arrows = [
    { key: 'ArrowRight', ...next },
    { key: 'ArrowLeft', ...previous },
  ];
  const problemKeys = [
    { key: 'e', does: `Next ${what} with a problem`, run: () => goToProblem(1) },
    { key: 'E', does: `Previous ${what} with a problem`, run: () => goToProblem(-1) },
  ];
  return [
    { key: 'j', ...next },
    { key: 'k', ...previous },
    { key: 'g', does: `First ${what}`, run: onFirst ?? (() => goTo(base)) },
    { key: 'G', does: `Last ${what}`, run: () => goTo(end - 1) },
    ...(isProblem === undefined ? [] : problemKeys),
    ...(isFlowing ? arrows : []),
    { key: 'Enter', does: `Open the ${what}`, run: openRow },
  ];
}
