import { describe, expect, it } from 'vitest';
import type { SessionLogEntry } from '../app/api/types.js';
import { layOutDays } from '../app/pages/overview/runtime-days.js';
import { listRuntimes, type Runtime } from '../app/pages/overview/runtimes.js';

const NOW = Date.parse('2026-11-28T12:00:00Z');

function entry(filename: string, more: Partial<SessionLogEntry>): SessionLogEntry {
  const created = '2026-11-28T10:00:00Z';
  return {
    kind: 'session',
    filename,
    size_bytes: 1,
    created_at: created,
    modified_at: created,
    frontmatter: {},
    readable: true,
    ...more,
  };
}

function runtime(startedAt: string, endedAt: string): Runtime {
  return {
    name: 'a.md',
    startedAt: Date.parse(startedAt),
    endedAt: Date.parse(endedAt),
    status: 'clean',
    isRecovered: false,
  };
}

describe('listRuntimes', () => {
  it('takes the end of a session from its log, or from its duration where an old log has no end', () => {
    const [ours, old] = listRuntimes(
      [
        entry('ours.md', {
          frontmatter: { ended: '2026-11-28T11:00:00Z', recovered: true },
          status: 'killed',
        }),
        entry('old.md', { duration: '100:00:01' }),
      ],
      { running: undefined, now: NOW },
    );
    expect(ours).toMatchObject({
      endedAt: Date.parse('2026-11-28T11:00:00Z'),
      status: 'killed',
      isRecovered: true,
    });
    expect(old).toMatchObject({
      endedAt: Date.parse('2026-12-02T14:00:01Z'),
      status: 'clean',
      isRecovered: false,
    });
  });

  it('knows the running one by its event log and no end of another that has no session log', () => {
    const [running, left] = listRuntimes(
      [
        entry('2026-11-28-110000-a-events.jsonl', { kind: 'events', date: '2026-11-28', time: '11:00:00' }),
        entry('2026-11-28-100000-a-events.jsonl', { kind: 'events', date: '2026-11-28', time: '10:00:00' }),
      ],
      { running: '2026-11-28-110000-a-events.jsonl', now: NOW },
    );
    expect(running).toMatchObject({ name: 'current', status: 'running', endedAt: NOW });
    expect(left).toMatchObject({
      name: '2026-11-28-100000-a-events.jsonl',
      status: 'no log yet',
      endedAt: undefined,
    });
  });
});

describe('layOutDays', () => {
  it('cuts a runtime at the midnights of the zone that is shown', () => {
    const night = runtime('2026-11-27T18:00:00Z', '2026-11-28T06:00:00Z');
    const inUtc = layOutDays([night], { timeZone: 'UTC', maxDays: 14 });
    expect(inUtc.map(({ date, bars: [bar] }) => [date, bar?.from, bar?.to, bar?.isContinued])).toEqual([
      ['2026-11-28', 0, 0.25, true],
      ['2026-11-27', 0.75, 1, false],
    ]);
    const [inSydney, ...others] = layOutDays([night], { timeZone: 'Australia/Sydney', maxDays: 14 });
    expect(inSydney).toMatchObject({ date: '2026-11-28', bars: [{ from: 5 / 24, to: 17 / 24 }] });
    expect(others).toEqual([]);
  });

  it('fills a day of 25 hours to its end', () => {
    const whole = runtime('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z');
    const days = layOutDays([whole], { timeZone: 'Europe/Berlin', maxDays: 14 });
    expect(days.find(({ date }) => date === '2026-10-25')?.bars).toMatchObject([{ from: 0, to: 1 }]);
  });

  it('puts runtimes that overlap into lanes, and others into one', () => {
    const [day] = layOutDays(
      [
        runtime('2026-11-28T01:00:00Z', '2026-11-28T03:00:00Z'),
        runtime('2026-11-28T02:00:00Z', '2026-11-28T04:00:00Z'),
        runtime('2026-11-28T05:00:00Z', '2026-11-28T06:00:00Z'),
      ],
      { timeZone: 'UTC', maxDays: 14 },
    );
    expect(day?.bars.map(({ lane }) => lane)).toEqual([0, 1, 0]);
    expect(day?.lanes).toBe(2);
  });

  it('counts what a server that restarts without end has no room for', () => {
    const crashes = Array.from({ length: 300 }, () =>
      runtime('2026-11-28T10:00:00Z', '2026-11-28T10:00:00Z'),
    );
    const [day] = layOutDays(crashes, { timeZone: 'UTC', maxDays: 14 });
    expect(day?.lanes).toBe(day?.bars.length);
    expect((day?.hidden ?? 0) + (day?.bars.length ?? 0)).toBe(300);
    expect(day?.lanes).toBeLessThan(10);
  });

  it('keeps to the newest days, also of a runtime that goes on for years', () => {
    const days = layOutDays([runtime('2020-01-01T00:00:00Z', '2026-11-28T10:00:00Z')], {
      timeZone: 'UTC',
      maxDays: 3,
    });
    expect(days.map(({ date }) => date)).toEqual(['2026-11-28', '2026-11-27', '2026-11-26']);
  });
});
