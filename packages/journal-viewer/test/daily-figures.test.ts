import { expect, it } from 'vitest';
import type { Statistics } from '../app/api/types.js';
import { figuresByDay } from '../app/pages/overview/daily-figures.js';

function day(date: string, requests: number): Statistics['days'][number] {
  const tokens = { prompt: 1, completion: 2, total: 3 };
  return { date, runtimes: 1, uptime_ms: 1, crashes: 0, events: 1, requests, failures: 0, tokens };
}

it('fills days without a runtime with zeros, from the first day of the span to today', () => {
  const figures = figuresByDay([day('2026-02-28', 7)], { since: '2026-02-27', today: '2026-03-01' });
  expect(figures.map(({ date, requests, tokens }) => [date, requests, tokens])).toEqual([
    ['2026-02-27', 0, 0],
    ['2026-02-28', 7, 3],
    ['2026-03-01', 0, 0],
  ]);
});

it('begins with the first runtime where all days are meant', () => {
  const figures = figuresByDay([day('2026-02-27', 7)], { since: undefined, today: '2026-02-28' });
  expect(figures.map(({ date }) => date)).toEqual(['2026-02-27', '2026-02-28']);
});

it('goes on to the day of a server that is further east', () => {
  const figures = figuresByDay([day('2026-03-02', 7)], { since: '2026-03-01', today: '2026-03-01' });
  expect(figures.at(-1)).toMatchObject({ date: '2026-03-02', requests: 7 });
});

it('leaves days out where a wrong clock makes centuries of them', () => {
  const figures = figuresByDay([day('0201-01-01', 1), day('2026-03-01', 2)], {
    since: undefined,
    today: '2026-03-01',
  });
  expect(figures.map(({ date }) => date)).toEqual(['0201-01-01', '2026-03-01']);
});
