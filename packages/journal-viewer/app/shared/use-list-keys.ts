import { useEffect, useRef, useState } from 'preact/hooks';
import { type KeyBinding, useKeys } from '../shell/keyboard.js';

export interface ListKeys {
  /** Rows that there are. */
  count: number;
  /** What a row is, for the help: `update`. */
  what: string;
  open(index: number): void;
  /** Where the reader is before the first key, and again whenever it changes; from 0. */
  start?: number | undefined;
  /** Whether `e` and `E` go to a row. Default: there are no such keys. */
  isProblem?: (index: number) => boolean;
  /** Whether the rows stand side by side, so that the arrows to the right and left move, too. Default false. */
  isFlowing?: boolean;
}

/**
 * The keys of a list: `j k` next and previous, `g G` first and last, `e E` next and previous problem, `Enter` opens.
 *
 * @returns the row where the reader is, from 0; undefined before the first key where there is no `start`
 */
export function useListKeys(list: ListKeys): number | undefined {
  const { count, start } = list;
  const [moved, setAt] = useState<number>();
  const at = moved ?? start;
  useEffect(() => {
    if (start !== undefined) setAt(start);
  }, [start]);
  const selected = at === undefined || count === 0 ? undefined : Math.min(at, count - 1);
  /** Keys may come faster than what they change is shown. */
  const latest = useRef(selected);
  latest.current = selected;
  const goTo = (index: number) => {
    if (index < 0 || index >= count) return;
    latest.current = index;
    setAt(index);
  };
  useKeys(keysOf(list, latest, goTo));
  return selected;
}

function keysOf(
  { count, what, open, isProblem, isFlowing = false }: ListKeys,
  at: { current: number | undefined },
  goTo: (index: number) => void,
): KeyBinding[] {
  const next = { does: `Next ${what}`, run: () => goTo((at.current ?? -1) + 1) };
  const previous = { does: `Previous ${what}`, run: () => goTo((at.current ?? 1) - 1) };
  const goToProblem = (step: 1 | -1) => {
    let index = (at.current ?? -1) + step;
    while (index >= 0 && index < count && !isProblem?.(index)) index += step;
    goTo(index);
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
    { key: 'g', does: `First ${what}`, run: () => goTo(0) },
    { key: 'G', does: `Last ${what}`, run: () => goTo(count - 1) },
    ...(isProblem === undefined ? [] : problemKeys),
    ...(isFlowing ? arrows : []),
    { key: 'Enter', does: `Open the ${what}`, run: () => at.current !== undefined && open(at.current) },
  ];
}
