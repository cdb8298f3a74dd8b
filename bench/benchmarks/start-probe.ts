// Starts a journal in a folder of logs, in a process of its own, and waits for what goes on in the background.
import { readdir } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { createRuntimeJournal } from '@opta/journal-runtime';

export interface StartTask {
  sessionLogsDir: string;
  updateLogsDir: string;
  device: string;
  /** Older ones go. */
  maxSessionLogs: number;
}

export interface StartAnswer {
  readdirMs: number;
  startMs: number;
  /** From the end of `start()` to that of recovery and retention. */
  backgroundMs: number;
  /** 99th percentile of how late timers are from `start()` on until everything is done. */
  delayP99Ms: number;
  /** The same while nothing is done for as long, or for two seconds. */
  idleDelayP99Ms: number;
  recovered: number;
  archivedFiles: number;
}

const LONGEST_IDLE_MS = 2_000;

const task: StartTask = JSON.parse(process.argv[2] as string);
const journal = createRuntimeJournal(
  {
    sessionLogsDir: task.sessionLogsDir,
    updateLogsDir: task.updateLogsDir,
    device: task.device,
    // Nothing goes by its age: the logs have dates of their own.
    retentionDays: 36_500,
    maxSessionLogs: task.maxSessionLogs,
  },
  {
    environment: {},
    onError: (error) => {
      throw error;
    },
  },
);

// Once to bring the folder into the cache of the system.
await readdir(task.sessionLogsDir);
const readdirMs = await timeOf(() => readdir(task.sessionLogsDir));
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
const startMs = await timeOf(async () => {
  const started = await journal.start({ model: 'opta-lmx/0.1.0' });
  if (!started.ok) throw started.error;
});
const backgroundMs = await timeOf(waitForBackground);
delays.disable();
const { recovery, retention } = journal.status();
await journal.finalize();
const answer: StartAnswer = {
  readdirMs,
  startMs,
  backgroundMs,
  delayP99Ms: delays.percentile(99) / 1e6,
  idleDelayP99Ms: await idleDelay(Math.min(startMs + backgroundMs, LONGEST_IDLE_MS)),
  recovered: recovery?.recovered ?? 0,
  archivedFiles: retention?.files ?? 0,
};
process.stdout.write(JSON.stringify(answer), () => process.exit());

async function waitForBackground(): Promise<void> {
  await journal.recovery;
  while (journal.status().retention?.state === 'running') await setTimeout(1);
}

async function idleDelay(durationMs: number): Promise<number> {
  const idle = monitorEventLoopDelay({ resolution: 1 });
  idle.enable();
  // In small steps, as the other one waits.
  const end = performance.now() + durationMs;
  while (performance.now() < end) await setTimeout(1);
  idle.disable();
  return idle.percentile(99) / 1e6;
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await run();
  return performance.now() - begin;
}
