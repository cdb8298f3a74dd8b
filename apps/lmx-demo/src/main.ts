import type { FinalizeResult } from '@opta/journal-runtime';
import { banner, shortPath } from './command/banner.js';
import { parseOptions } from './command/parse-options.js';
import { isUserError } from './is-user-error.js';
import type { ReplayResult } from './replay/replay-events.js';
import { type Demo, startDemo } from './start-demo.js';

await run();

async function run(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  let demo: Demo;
  try {
    demo = await startDemo({ ...options, handleSignals: true });
  } catch (error) {
    if (!isUserError(error)) throw error;
    console.error(error.message);
    process.exitCode = 2;
    return;
  }
  stopOnSignals(demo);
  if (demo.replayed === undefined) {
    console.log(banner(demo, options.upstream));
    return;
  }
  console.log(`Replaying ${options.replay} on ${demo.url}`);
  if (await showReplay(demo.replayed)) {
    if (!options.stay) await stop(demo);
  }
}

/** @returns false when it was stopped before its end */
async function showReplay(replayed: Promise<ReplayResult>): Promise<boolean> {
  try {
    const { events, ownRecords, unusableLines } = await replayed;
    console.log(
      `Published ${events} events; ${ownRecords} records of the journal and ${unusableLines} unusable lines were left out.`,
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return false;
    if (!isUserError(error)) throw error;
    console.error(error.message);
    return true;
  }
}

function stopOnSignals(demo: Demo): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      // A second one ends the process at once, as it does by default.
      console.log(`\n${signal}: stopping`);
      void stop(demo);
    });
  }
}

async function stop(demo: Demo): Promise<void> {
  const finalized = await demo.close();
  report(demo, finalized);
  process.exit(finalized.ok || !demo.journal.config.enabled ? 0 : 1);
}

function report(demo: Demo, finalized: FinalizeResult): void {
  if (!demo.journal.config.enabled) return;
  if (!finalized.ok) {
    console.error(`The session log was not written: ${finalized.error.message}`);
    return;
  }
  console.log(`Session log: ${shortPath(finalized.path)}`);
  const { eventLog } = demo.journal.status();
  if (eventLog !== undefined) console.log(`Event log:   ${shortPath(eventLog)}`);
}
