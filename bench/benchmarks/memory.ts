import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Result } from '../benchmark.js';
import { interleave } from '../interleave.js';
import { formatSpread, ratioOf, type Spread, spreadOf } from '../statistics.js';
import { createProbe } from './create-probe.js';
import type { MemoryAnswer } from './memory-probe.js';
import { atMost } from './ratio-goals.js';

/** Events of the long session. The goal speaks of 10 million. */
const MANY = Number(process.env.OPTA_BENCH_EVENTS ?? 2_000_000);
const FEW = 1_000;
const MOST_GROWTH_MIB = 20;

export const memory: Benchmark = {
  name: 'memory',
  title: 'Memory of a long session, and how long its end takes',
  async run(rounds) {
    const folder = mkdtempSync(join(tmpdir(), 'opta-bench-memory-'));
    const probe = createProbe('memory-probe.ts');
    try {
      const answers = await interleave([FEW, MANY], rounds, (count) =>
        probe.run<MemoryAnswer>({ count, directory: mkdtempSync(join(folder, 'session-')) }),
      );
      return toResult(answers.get(FEW) ?? [], answers.get(MANY) ?? []);
    } finally {
      probe.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function toResult(few: readonly MemoryAnswer[], many: readonly MemoryAnswer[]): Result {
  const early = many.map(({ earlyMiB }) => earlyMiB ?? Number.NaN);
  const growth = spreadOf(many.map(({ lateMiB }, round) => lateMiB - (early[round] as number)));
  const most = spreadOf(many.map(({ mostMiB }, round) => mostMiB - (early[round] as number)));
  const [fewMs, manyMs] = [few, many].map((answers) => answers.map(({ finalizeMs }) => finalizeMs)) as [
    number[],
    number[],
  ];
  const ends = ratioOf(manyMs, fewMs);
  const numbers = (values: readonly number[] | Spread, digits: number) =>
    formatSpread('median' in values ? values : spreadOf(values), digits);
  return {
    columns: ['what', 'figure, median (min–max)'],
    rows: [
      ['resident set after 100,000 events, MiB', numbers(early, 0)],
      [`growth until ${MANY} events, MiB`, numbers(growth, 1)],
      ['the most that it grew meanwhile, MiB', numbers(most, 1)],
      [`finalize() after ${FEW} events, ms`, numbers(fewMs, 1)],
      [`finalize() after ${MANY} events, ms`, numbers(manyMs, 1)],
      ['the second ÷ the first', numbers(ends, 2)],
    ],
    remarks: [
      `Events of LMX with about 250 bytes as fast as the disk takes them, one process for each session, its redaction, counting and summary included. \`OPTA_BENCH_EVENTS=10000000\` measures the goal in full; the default is ${MANY === 2_000_000 ? 'what is shown' : '2,000,000'}. finalize() is called 2.5 s after the last event in both.`,
    ],
    goals: [
      {
        goal: `10 million events in one session: the resident set grows by at most ${MOST_GROWTH_MIB} MB over that after the first 100,000`,
        figure: `${numbers(growth, 1)} MiB in ${MANY} events, at most ${numbers(most, 1)} meanwhile`,
        isReached: growth.median <= MOST_GROWTH_MIB && most.median <= MOST_GROWTH_MIB,
      },
      atMost(1.1, 'finalize() takes no longer than after 1,000 events (to a tenth)', ends),
    ],
    plots: [
      {
        title: 'resident set, MiB',
        bars: [
          { label: 'after 100,000 events', spread: spreadOf(early) },
          { label: `after ${MANY} events`, spread: spreadOf(many.map(({ lateMiB }) => lateMiB)) },
        ],
      },
      {
        title: 'finalize(), ms',
        bars: [
          { label: `after ${FEW} events`, spread: spreadOf(fewMs) },
          { label: `after ${MANY} events`, spread: spreadOf(manyMs) },
        ],
      },
    ],
  };
}
