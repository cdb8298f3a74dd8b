// Run in a process of its own: so many events in one session, or as JSON that nobody keeps, what the process takes
// meanwhile, and how long the end of the session takes.
import { rmSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { RuntimeJournal } from '@opta/journal-runtime';
import { createJsonWithTime } from '../recorders/json-only.js';
import { startJournal } from '../recorders/start-journal.js';
import { hostEventOf, type Sample, samplesOf } from './record-samples.js';

export interface MemoryParameters {
  count: number;
  /** False: the JSON of each event is made, and nothing else. */
  hasJournal: boolean;
  /** An empty folder. */
  directory: string;
}

export interface MemoryAnswer {
  /** Resident set after the first 100,000 events; undefined where there are fewer. */
  earlyMiB?: number;
  /** After all. */
  lateMiB: number;
  /** The largest of what was looked at after the first 100,000. */
  mostMiB: number;
  finalizeMs: number;
}

const EARLY = 100_000;
const TURN = 200;
/** Events between two looks at the memory and at what waits for the disk. */
const LOOK_EVERY = 4_000;
const BEHIND_BYTES = 4 * 1_024 * 1_024;
/** After the last event, in any case: what is measured is the end, not a disk that catches up. */
const QUIET_MS = 2_500;

const { count, hasJournal, directory } = JSON.parse(process.argv[2] as string) as MemoryParameters;
const samples = samplesOf('event');
const journal = hasJournal ? await startJournal(directory) : undefined;
const recorder = journal ?? createJsonWithTime();

const memory: number[] = [];
for (let done = 0; done < count; ) {
  for (const end = Math.min(done + TURN, count); done < end; done += 1) {
    recorder.record(hostEventOf(samples[done % samples.length] as Sample));
  }
  await setImmediate();
  if (done % LOOK_EVERY > 0) continue;
  if (done >= EARLY) memory.push(residentMiB());
  while ((journal?.status().queuedBytes ?? 0) > BEHIND_BYTES) await setTimeout(1);
}
const lateMiB = residentMiB();
const finalizeMs = journal === undefined ? 0 : await timeOfEnd(journal);
rmSync(directory, { recursive: true });
const answer: MemoryAnswer = {
  ...(memory[0] === undefined ? {} : { earlyMiB: memory[0] }),
  lateMiB,
  mostMiB: Math.max(...memory, lateMiB),
  finalizeMs,
};
console.log(JSON.stringify(answer));

async function timeOfEnd({ status, finalize }: RuntimeJournal): Promise<number> {
  await setTimeout(QUIET_MS);
  const { ledger } = status();
  if (ledger.written !== count) throw new Error(`The journal lost events: ${JSON.stringify(ledger)}`);
  const begin = performance.now();
  const finalized = await finalize({ summary: 'bench' });
  if (!finalized.ok) throw finalized.error;
  return performance.now() - begin;
}

function residentMiB(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}
