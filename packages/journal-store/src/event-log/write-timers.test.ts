import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WriteTimers } from './write-timers.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function pauseLength(timers: WriteTimers): number {
  timers.pause();
  for (let milliseconds = 0; ; milliseconds += 1) {
    if (!timers.isPausing) return milliseconds;
    vi.advanceTimersByTime(1);
  }
}

describe('WriteTimers', () => {
  it('is due for handing over after 50 ms and for a sync after the flush interval, from the first line on', () => {
    const due: [boolean, boolean, number][] = [];
    const begin = Date.now();
    const timers: WriteTimers = new WriteTimers(1_000, () =>
      due.push([timers.isHandOverDue, timers.isSyncDue, Date.now() - begin]),
    );
    timers.arm();
    vi.advanceTimersByTime(30);
    timers.arm();
    vi.advanceTimersByTime(2_000);
    expect(due).toEqual([
      [true, false, 50],
      [true, true, 1_000],
    ]);
  });

  it.each([0, 50])('is due once where the flush interval is %d ms', (flushIntervalMs) => {
    let count = 0;
    const timers = new WriteTimers(flushIntervalMs, () => {
      count += 1;
    });
    timers.arm();
    vi.advanceTimersByTime(1_000);
    expect(count).toBe(1);
    expect(timers.isSyncDue).toBe(true);
  });

  it('doubles its pauses up to a second, and begins anew after a success', () => {
    const timers = new WriteTimers(1_000, () => undefined);
    expect(Array.from({ length: 7 }, () => pauseLength(timers))).toEqual([
      50, 100, 200, 400, 800, 1_000, 1_000,
    ]);
    timers.recovered();
    expect(pauseLength(timers)).toBe(50);
  });

  it('calls nobody after it was cleared', () => {
    const timers = new WriteTimers(1_000, () => {
      throw new Error('called');
    });
    timers.arm();
    timers.pause();
    timers.clear();
    vi.advanceTimersByTime(10_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(timers.isPausing).toBe(false);
  });
});
