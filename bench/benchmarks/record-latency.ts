import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Goal } from '../benchmark.js';
import { interleave } from '../interleave.js';
import type { RecorderName } from '../recorders/recorders.js';
import { formatSpread, ratioOf, type Spread, spreadOf } from '../statistics.js';
import { createProbe } from './create-probe.js';
import { versionsOf } from './peer-versions.js';
import { atMost } from './ratio-goals.js';
import type { LatencyAnswer } from './record-latency-probe.js';

const PER_SECOND = 10_000;
const SECONDS = 2;
const WARM_UP = 30_000;

interface Candidate {
  name: string;
  recorder: RecorderName;
}

const JSON_ALONE: Candidate = { name: 'JSON.stringify of the whole record', recorder: 'jsonWithTime' };
const JOURNAL: Candidate = { name: 'record()', recorder: 'journal' };
const SONIC_BOOM: Candidate = { name: 'sonic-boom', recorder: 'sonicBoom' };
const CANDIDATES: readonly Candidate[] = [
  { name: 'an empty call', recorder: 'nothing' },
  JSON_ALONE,
  JOURNAL,
  SONIC_BOOM,
  { name: 'pino', recorder: 'pino' },
];

type Percentile = keyof LatencyAnswer;
type Answers = ReadonlyMap<Candidate, readonly LatencyAnswer[]>;

export const recordLatency: Benchmark = {
  name: 'record-latency',
  title: `How long a call takes at ${PER_SECOND} events a second`,
  async run(rounds) {
    const folder = mkdtempSync(join(tmpdir(), 'opta-bench-latency-'));
    const probe = createProbe('record-latency-probe.ts');
    try {
      const answers: Answers = await interleave(CANDIDATES, rounds, ({ recorder }) =>
        probe.run<LatencyAnswer>({
          recorder,
          perSecond: PER_SECOND,
          seconds: SECONDS,
          warmUp: WARM_UP,
          directory: mkdtempSync(join(folder, 'events-')),
        }),
      );
      return {
        columns: ['call', 'p50, µs', 'p99, µs', 'p99.9, µs', 'p50 ÷ JSON.stringify', 'p99 ÷ JSON.stringify'],
        rows: CANDIDATES.map((candidate) => [
          candidate.name,
          ...(['p50', 'p99', 'p999'] as const).map((percentile) =>
            formatSpread(spreadOf(timesOf(answers, candidate, percentile)), 2),
          ),
          ...(['p50', 'p99'] as const).map((percentile) =>
            formatSpread(ratio(answers, candidate, { to: JSON_ALONE, percentile }), 2),
          ),
        ]),
        remarks: [
          `Events of LMX with about 250 bytes: every millisecond those that are due, in between the process sleeps. ${PER_SECOND * SECONDS} calls a round in a new process, after ${WARM_UP} as fast as they can and a second at the steady rate. A figure is the median of the rounds (least–most).`,
          'The clock is read before and after each call, which the empty call shows. `record()` has everything on that is on by default.',
          `${versionsOf(['sonic-boom', 'pino'])}; both asynchronous, collecting 4 KiB.`,
        ],
        goals: goalsOf(answers),
        plots: (['p50', 'p99', 'p999'] as const).map((percentile) => ({
          title: `${percentile === 'p999' ? 'p99.9' : percentile} of a call, µs`,
          bars: CANDIDATES.map((candidate) => ({
            label: candidate.name,
            spread: spreadOf(timesOf(answers, candidate, percentile)),
          })),
        })),
      };
    } finally {
      probe.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function goalsOf(answers: Answers): Goal[] {
  const against = (to: Candidate, percentile: Percentile) => ratio(answers, JOURNAL, { to, percentile });
  return [
    atMost(1, 'p50 of `record()` at most that of `JSON.stringify` alone', against(JSON_ALONE, 'p50')),
    atMost(1.2, 'p99 of `record()` at most 1.2 × that of `JSON.stringify` alone', against(JSON_ALONE, 'p99')),
    atMost(1, 'p99.9 of `record()` at most that of sonic-boom', against(SONIC_BOOM, 'p999')),
  ];
}

function ratio(
  answers: Answers,
  candidate: Candidate,
  { to, percentile }: { to: Candidate; percentile: Percentile },
): Spread {
  return ratioOf(timesOf(answers, candidate, percentile), timesOf(answers, to, percentile));
}

function timesOf(answers: Answers, candidate: Candidate, percentile: Percentile): number[] {
  return (answers.get(candidate) ?? []).map((answer) => answer[percentile]);
}
