import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Result } from '../benchmark.js';
import { interleave } from '../interleave.js';
import { ratioOf } from '../statistics.js';
import { createProbe } from './create-probe.js';
import type { OneAnswer, RateAnswer } from './durable-probe.js';
import { type Measured, plotsOf, rowsOf } from './measured.js';
import { atLeast, atMost } from './ratio-goals.js';
import type { RecordAnswer } from './record-probe.js';

const MANY = 300_000;
const FEW = 500;
const RATE = 'many at a time, acknowledged events/s';
const WAIT = 'one at a time, µs until it is on the disk';

export const durable: Benchmark = {
  name: 'durable',
  title: 'Events that are on the disk when that is said, beside JSON.stringify and fdatasync',
  async run(rounds) {
    const folder = mkdtempSync(join(tmpdir(), 'opta-bench-durable-'));
    const json = createProbe('record-probe.ts');
    const own = createProbe('durable-probe.ts');
    const directory = () => mkdtempSync(join(folder, 'events-'));
    const many = { count: MANY, warmUp: MANY / 5 };
    const [ofJson, ofRate, ofOne] = [[], [], []] as [RecordAnswer[], RateAnswer[], OneAnswer[]];
    const steps = [
      async () =>
        ofJson.push(
          await json.run({ recorder: 'jsonWithTime', payload: 'event', ...many, directory: directory() }),
        ),
      async () => ofRate.push(await own.run({ what: 'rate', count: MANY, directory: directory() })),
      async () => ofOne.push(await own.run({ what: 'one', count: FEW, directory: directory() })),
    ];
    try {
      await interleave(steps, rounds, (step) => step());
      return toResult(ofJson, ofRate, ofOne);
    } finally {
      json.close();
      own.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function toResult(
  ofJson: readonly RecordAnswer[],
  ofRate: readonly RateAnswer[],
  ofOne: readonly OneAnswer[],
): Result {
  const [base, rate] = [ofJson, ofRate].map((answers) => answers.map(({ perSecond }) => perSecond)) as [
    number[],
    number[],
  ];
  const waits = (way: keyof OneAnswer) => ofOne.map((answer) => answer[way]);
  const rates: Measured[] = [
    { what: RATE, name: 'JSON.stringify of the whole record, nothing is written', values: base },
    { what: RATE, name: 'append()', values: rate },
  ];
  const times: Measured[] = [
    { what: WAIT, name: 'write and fdatasync', values: waits('fdatasync') },
    { what: WAIT, name: 'the same, asynchronous', values: waits('fdatasyncAsynchronous') },
    { what: WAIT, name: 'append()', values: waits('append') },
  ];
  return {
    columns: ['what', 'candidate', 'median (min–max)', '÷ the first'],
    rows: [...rowsOf(rates, 0), ...rowsOf(times, 0)],
    remarks: [
      `Events of LMX with about 250 bytes. Many: ${MANY}, 200 in a turn, at most 10,000 of them not yet acknowledged; ended when the last is. One: ${FEW}, each when the one before is on the disk, the three ways in turn in one process on one disk. A fifth as many come first.`,
      'The event log of `@opta/journal-store` with `durability: "durable"`, whose `append()` gives the acknowledgement; whoever calls it makes the JSON of the data. Segments are not preallocated.',
    ],
    goals: [
      atLeast(
        0.8,
        'durable: at least 0.8 × the rate of `JSON.stringify` alone in acknowledged events a second',
        ratioOf(rate, base),
      ),
      atMost(
        2,
        'durable: p50 of an acknowledgement at most 2 × one fdatasync of the same disk',
        ratioOf(waits('append'), waits('fdatasync')),
      ),
    ],
    plots: [...plotsOf(rates, 'median'), ...plotsOf(times, 'median')],
  };
}
