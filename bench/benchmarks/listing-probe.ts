import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createJournalStore } from '@opta/journal-store';
import { generateLogs } from '../generate-logs.js';
import { largestResidentKiB } from '../largest-resident.js';

/** What a process of its own tells of reading every head of a folder. */
export interface ListingProbe {
  /** 99th percentile of how late timers are meanwhile. */
  delayP99Ms: number;
  /** The same while nothing is done for as long: what the machine itself adds. */
  idleDelayP99Ms: number;
  /** Largest resident set of the process in its whole life, the program itself included. */
  residentMiB: number;
  /** Heap and buffers that stay after the listing, for as long as it is remembered. */
  rememberedMiB: number;
}

const [directory, options] = process.argv.slice(2) as [string, string];
const store = createJournalStore(generateLogs(directory, JSON.parse(options)));
const usedBefore = usedMiB();
const begin = performance.now();
const delayP99Ms = await delayWhile(async () => {
  await store.listSessionLogs({ model: 'no such model', count: true });
  await store.listUpdateLogs({ author: 'nobody', count: true });
});
const idleMs = performance.now() - begin;
const rememberedMiB = usedMiB() - usedBefore;
const probe: ListingProbe = {
  delayP99Ms,
  idleDelayP99Ms: await delayWhile(() => setTimeout(idleMs)),
  residentMiB: largestResidentKiB() / 1_024,
  rememberedMiB,
};
console.log(JSON.stringify(probe));

async function delayWhile(run: () => Promise<unknown>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await run();
  delays.disable();
  return delays.percentile(99) / 1e6;
}

/** Without what nobody uses any more. */
function usedMiB(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}
