import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { createJournalStore } from '@opta/journal-store';
import { generateLogs } from '../generate-logs.js';

/** What a process of its own tells of reading every head of a folder. */
export interface ListingProbe {
  /** 99th percentile of how late timers are meanwhile. */
  delayP99Ms: number;
  /** The same while nothing is done for as long: what the machine itself adds. */
  idleDelayP99Ms: number;
  /** Largest resident set of the process in its whole life, the program itself included. */
  residentMiB: number;
}

const [directory, options] = process.argv.slice(2) as [string, string];
const store = createJournalStore(generateLogs(directory, JSON.parse(options)));
const begin = performance.now();
const delayP99Ms = await delayWhile(async () => {
  await store.listSessionLogs({ model: 'no such model', count: true });
  await store.listUpdateLogs({ author: 'nobody', count: true });
});
const idleMs = performance.now() - begin;
const probe: ListingProbe = {
  delayP99Ms,
  idleDelayP99Ms: await delayWhile(() => setTimeout(idleMs)),
  residentMiB: process.resourceUsage().maxRSS / 1_024,
};
console.log(JSON.stringify(probe));

async function delayWhile(run: () => Promise<unknown>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await run();
  delays.disable();
  return delays.percentile(99) / 1e6;
}
