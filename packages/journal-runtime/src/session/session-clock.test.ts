import { describe, expect, it } from 'vitest';
import { SessionClock } from './session-clock.js';

const NOON = Date.parse('2026-02-23T12:00:00Z');

function clocks() {
  const time = { wall: NOON, monotonic: 500.25 };
  return { time, clock: new SessionClock({ clock: () => time.wall, monotonicClock: () => time.monotonic }) };
}

describe('SessionClock', () => {
  it('measures the length with the clock that never jumps', () => {
    const { time, clock } = clocks();
    expect(clock.begin(undefined)).toBe(NOON);
    time.wall -= 86_400_000;
    time.monotonic += 3_600_000;
    expect(clock.end(undefined)).toEqual({ endedAt: NOON - 86_400_000, durationMs: 3_600_000 });
  });

  it('follows its events when it was given a begin', () => {
    const { clock } = clocks();
    clock.begin('2026-02-20T08:00:00Z');
    clock.saw(Date.parse('2026-02-20T08:30:00Z'));
    clock.saw(Date.parse('2026-02-20T08:10:00Z'));
    expect(clock.end(undefined)).toEqual({
      endedAt: Date.parse('2026-02-20T08:30:00Z'),
      durationMs: 1_800_000,
    });
  });

  it('ends when it is told to, never before it began', () => {
    const { clock } = clocks();
    clock.begin(NOON);
    expect(clock.end(new Date(NOON + 1_000))).toEqual({ endedAt: NOON + 1_000, durationMs: 1_000 });
    expect(clock.end(NOON - 1_000)).toEqual({ endedAt: NOON, durationMs: 0 });
  });
});
