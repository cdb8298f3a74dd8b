// Run in a process of its own: records events at a steady rate and tells how long the calls took.
import { rmSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { RECORDERS, type RecorderName } from '../recorders/recorders.js';
import { percentileOf } from '../statistics.js';
import { type HostEvent, hostEventOf, type Sample, samplesOf } from './record-samples.js';

export interface LatencyParameters {
  recorder: RecorderName;
  perSecond: number;
  seconds: number;
  /** Events that come first, as fast as they can. */
  warmUp: number;
  /** An empty folder. */
  directory: string;
}

/** Microseconds. */
export interface LatencyAnswer {
  p50: number;
  p99: number;
  p999: number;
}

const TURN = 200;

const { recorder, perSecond, seconds, warmUp, directory } = JSON.parse(
  process.argv[2] as string,
) as LatencyParameters;
const samples = samplesOf('event');
const { record, isBehind, flush, close } = await RECORDERS[recorder](directory);
const count = perSecond * seconds;
const times = new Float64Array(count);

for (let done = 0; done < warmUp; done += 1) {
  record(eventAt(done));
  if (done % TURN === 0) await setImmediate();
}
while (isBehind?.()) await setTimeout(1);
await recordSteadily(perSecond, () => {});
await recordSteadily(count, (index, time) => {
  times[index] = time * 1_000;
});
await flush();
await close?.();
rmSync(directory, { recursive: true });
times.sort();
const answer: LatencyAnswer = {
  p50: percentileOf(times, 50),
  p99: percentileOf(times, 99),
  p999: percentileOf(times, 99.9),
};
console.log(JSON.stringify(answer));

/** Every millisecond those that are due; in between the process sleeps, as a server does. */
async function recordSteadily(events: number, took: (index: number, timeMs: number) => void): Promise<void> {
  const begin = performance.now();
  for (let done = 0; done < events; ) {
    await setTimeout(1);
    const due = Math.min(Math.floor(((performance.now() - begin) / 1_000) * perSecond), events);
    for (; done < due; done += 1) {
      const event = eventAt(done);
      const called = performance.now();
      record(event);
      took(done, performance.now() - called);
    }
  }
}

function eventAt(index: number): HostEvent {
  return hostEventOf(samples[index % samples.length] as Sample);
}
