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

interface Candidate {
  count: number;
  hasJournal: boolean;
}

const SHORT: Candidate = { count: FEW, hasJournal: true };
const LONG: Candidate = { count: MANY, hasJournal: true };
const JSON_ALONE: Candidate = { count: MANY, hasJournal: false };

export const memory: Benchmark = {
  name: 'memory',
  title: 'Memory of a long session, and how long its end takes',
  async run(rounds) {
    const folder = mkdtempSync(join(tmpdir(), 'opta-bench-memory-'));
    const probe = createProbe('memory-probe.ts');
    try {
      const answers = await interleave([SHORT, LONG, JSON_ALONE], rounds, (candidate) =>
        probe.run<MemoryAnswer>({ ...candidate, directory: mkdtempSync(join(folder, 'session-')) }),
      );
      return toResult((candidate) => answers.get(candidate) ?? []);
    } finally {
      probe.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Growth {
  early: Spread;
  late: Spread;
  growth: Spread;
  most: Spread;
}

function growthOf(answers: readonly MemoryAnswer[]): Growth {
  const earlyOf = ({ earlyMiB }: MemoryAnswer) => earlyMiB ?? Number.NaN;
  return {
    early: spreadOf(answers.map(earlyOf)),
    late: spreadOf(answers.map(({ lateMiB }) => lateMiB)),
    growth: spreadOf(answers.map((answer) => answer.lateMiB - earlyOf(answer))),
    most: spreadOf(answers.map((answer) => answer.mostMiB - earlyOf(answer))),
  };
}

function toResult(answersOf: (candidate: Candidate) => readonly MemoryAnswer[]): Result {
  const journal = growthOf(answersOf(LONG));
  const kinds = [
    ['the journal', journal],
    ['JSON.stringify of the whole record, nothing is kept', growthOf(answersOf(JSON_ALONE))],
  ] as const;
  const [fewMs, manyMs] = [SHORT, LONG].map((candidate) =>
    answersOf(candidate).map(({ finalizeMs }) => finalizeMs),
  ) as [number[], number[]];
  const ends = ratioOf(manyMs, fewMs);
  return {
    columns: ['what', 'candidate', 'median (min–max)'],
    rows: [
      ...kinds.map(([name, { early }]) => ['MiB after 100,000 events', name, formatSpread(early, 0)]),
      ...kinds.map(([name, { growth }]) => [`MiB more after ${MANY}`, name, formatSpread(growth, 1)]),
      ...kinds.map(([name, { most }]) => ['MiB more at the most', name, formatSpread(most, 1)]),
      [`ms of finalize() after ${FEW} events`, 'the journal', formatSpread(spreadOf(fewMs), 1)],
      [`ms of finalize() after ${MANY} events`, 'the journal', formatSpread(spreadOf(manyMs), 1)],
      ['the second ÷ the first', 'the journal', formatSpread(ends, 2)],
    ],
    remarks: [
      `Resident set. Events of LMX with about 250 bytes as fast as the disk takes them, one process for each session, its redaction, counting and summary included. \`OPTA_BENCH_EVENTS=10000000\` measures the goal in full; the default is ${MANY === 2_000_000 ? 'what is shown' : '2,000,000'}. finalize() is called 2.5 s after the last event in both.`,
    ],
    goals: [
      {
        goal: `10 million events in one session: the resident set grows by at most ${MOST_GROWTH_MIB} MB over that after the first 100,000`,
        figure: `${formatSpread(journal.growth, 1)} MiB in ${MANY} events, at most ${formatSpread(journal.most, 1)} meanwhile`,
        isReached: journal.growth.median <= MOST_GROWTH_MIB && journal.most.median <= MOST_GROWTH_MIB,
      },
      atMost(1.1, 'finalize() takes no longer than after 1,000 events (to a tenth)', ends),
    ],
    plots: [
      {
        title: 'resident set, MiB',
        bars: kinds.flatMap(([name, { early, late }]) => [
          { label: `${name}, 100,000 events`, spread: early },
          { label: `${name}, ${MANY} events`, spread: late },
        ]),
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
