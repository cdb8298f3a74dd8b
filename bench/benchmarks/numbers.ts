import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Goal } from '../benchmark.js';
import { type MissingPeer, type Redis, startRedis } from '../peers.js';
import { spreadOf } from '../statistics.js';
import { find, type Measured, plotsOf, ratioBetween, rowsOf } from './measured.js';
import {
  CLAIM,
  FDATASYNC,
  GROWTH,
  MANY,
  measureCalls,
  NONE,
  OWN_CLAIM,
  PAUSED,
  PUBLISH,
  REDIS,
} from './numbers-calls.js';
import { FIRST, measureFirst, OWN_FIRST, READDIR } from './numbers-first.js';
import { EXISTING_LOGS, existingFolder } from './numbers-folders.js';
import { type Limits, lookBeyondLimits } from './numbers-limits.js';
import {
  type Contention,
  measureProcesses,
  OWN,
  PROCESSES,
  RUNS,
  SCAN,
  TOGETHER,
} from './numbers-processes.js';
import { atMost } from './ratio-goals.js';

export const numbers: Benchmark = {
  name: 'numbers',
  title: 'Numbers of update logs beside Redis, link, fdatasync and the original programs',
  async run(rounds) {
    const folder = mkdtempSync(join(tmpdir(), 'opta-journal-numbers-'));
    const existing = existingFolder();
    const redis = await startRedis();
    try {
      const places = { folder, existing, redis: 'missing' in redis ? undefined : redis };
      const first = await measureFirst(existing, rounds);
      const measured = [...(await measureCalls(places, rounds)), ...first];
      const contention = await measureProcesses(folder);
      const limits = await lookBeyondLimits(folder);
      const all = [...measured, ...contention.waits];
      return {
        columns: ['what', 'candidate', 'µs, median (min–max)', '÷ the first'],
        rows: rowsOf(all),
        goals: goalsOf(all, contention, limits),
        plots: plotsOf(all, 'µs'),
        remarks: remarksOf(redis),
      };
    } finally {
      if (!('missing' in redis)) await redis.close();
      rmSync(folder, { recursive: true });
    }
  },
};

function goalsOf(all: readonly Measured[], { duplicates }: Contention, { isRight, figure }: Limits): Goal[] {
  const longest = spreadOf(find(all, TOGETHER, OWN).values);
  return [
    atMost(
      1.5,
      `a claim with ${EXISTING_LOGS} at most 1.5 × that with none`,
      ratioBetween(all, GROWTH, { name: MANY, to: NONE }),
    ),
    atMost(
      1.5,
      `a whole log with ${EXISTING_LOGS} at most 1.5 × that with none`,
      ratioBetween(all, PUBLISH, { name: MANY, to: NONE }),
    ),
    atMost(
      1.5,
      'the same, where it does not follow at once',
      ratioBetween(all, PAUSED, { name: MANY, to: NONE }),
    ),
    // One listing, and half as much again for the rest of a claim.
    atMost(
      1.5,
      'a new process pays one `readdir`: its first claim at most 1.5 × that',
      ratioBetween(all, FIRST, { name: OWN_FIRST, to: READDIR }),
    ),
    ...goalOfRedis(all),
    atMost(
      3,
      'claim, publishing and `last-numbers.txt` together at most 3 × one fdatasync',
      ratioBetween(all, PUBLISH, { name: NONE, to: FDATASYNC }),
    ),
    {
      goal: `${PROCESSES} processes: longest wait for a claim at most 100 ms in ${RUNS} runs`,
      figure: `${(longest.maximum / 1_000).toFixed(0)} ms`,
      isReached: longest.maximum <= 100_000,
    },
    {
      goal: `${PROCESSES} processes: no number twice in ${RUNS} runs`,
      figure: `${duplicates[OWN]} twice (the original way: ${duplicates[SCAN]})`,
      isReached: duplicates[OWN] === 0,
    },
    { goal: 'right beyond 999 and beyond 130,000 numbers', figure, isReached: isRight },
  ];
}

function goalOfRedis(all: readonly Measured[]): Goal[] {
  const goal = 'claims at least as fast as Redis INCR over a local socket';
  if (!all.some(({ name }) => name === REDIS)) return [{ goal, figure: 'no Redis', isReached: undefined }];
  return [
    atMost(1, `${goal}: its time at most 1 ×`, ratioBetween(all, CLAIM, { name: OWN_CLAIM, to: REDIS })),
  ];
}

function remarksOf(redis: Redis | MissingPeer): string[] {
  return [
    `A figure is the median of the calls of a round, with its spread over the rounds; a first claim is one call in each. ${EXISTING_LOGS} stand in their folder with their claims, as this journal leaves them.`,
    'A claim of this journal is on the disk when it is given, file and folder, or with the end of its allocation where that was asked for, as for the logs here. `link` syncs nothing, and Redis keeps nothing on the disk here.',
    'The folder is read again after every change of it, also after a log of our own: at once where the next one follows at once, else before the next one comes.',
    `Of ${PROCESSES} processes with 40 numbers each, a figure is the longest time that any of them waited for a number in one of ${RUNS} runs.`,
    'missing' in redis ? `Not measured: ${redis.missing}` : `${redis.version}, one call after the other.`,
  ];
}
