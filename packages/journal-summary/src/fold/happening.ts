/** A number of happenings with the first and the last time. */
export interface Happening {
  count: number;
  firstAt: number;
  lastAt: number;
}

/** One more of what may have happened before. */
export function happenedAgain<Facts extends object>(
  earlier: (Happening & Facts) | undefined,
  time: number,
): Happening & Partial<Facts> {
  if (earlier === undefined) return { count: 1, firstAt: time, lastAt: time } as Happening & Partial<Facts>;
  return {
    ...earlier,
    count: earlier.count + 1,
    firstAt: Math.min(earlier.firstAt, time),
    lastAt: Math.max(earlier.lastAt, time),
  };
}
