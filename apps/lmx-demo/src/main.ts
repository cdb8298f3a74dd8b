import type { FinalizeResult } from '@opta/journal-runtime';
import { banner, shortPath } from './command/banner.js';
import { parseOptions } from './command/parse-options.js';
import { ServerLog } from './command/server-log.js';
import { isUserError } from './is-user-error.js';
import type { ReplayResult } from './replay/replay-events.js';
import { type Demo, startDemo } from './start-demo.js';

const log = new ServerLog();

await run();

async function run(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  let demo: Demo;
  try {
    demo = await startDemo({ ...options, handleSignals: true });
  } catch (error) {
    fail(error);
    return;
  }
  stopOnSignals(demo);
  if (demo.replayed === undefined) {
    for (const line of banner(demo, options.upstream).split('\n')) log.say(line);
    return;
  }
  log.say(`Replaying ${options.replay} on ${demo.url}`);
  if (await showReplay(demo.replayed)) {
    if (!options.stay) await stop(demo);
  }
}

/** @returns false when it was stopped before its end */
async function showReplay(replayed: Promise<ReplayResult>): Promise<boolean> {
  try {
    const { events, ownRecords, unusableLines } = await replayed;
    log.say(
      `Published ${events} events; ${ownRecords} records of the journal and ${unusableLines} unusable lines were left out.`,
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return false;
    fail(error);
    return true;
  }
}

/**
 * Signals that follow the first one so closely are the same one: npm hands on what the terminal has sent to
 * everybody already.
 */
const SAME_SIGNAL_MS = 1_000;

/** What a shell calls a program that ended because of Ctrl-C. */
const EXIT_INTERRUPTED = 130;

function stopOnSignals(demo: Demo): void {
  let firstAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (firstAt !== undefined) {
      // Somebody is in a hurry. The journal finishes its session in any case.
      if (performance.now() - firstAt > SAME_SIGNAL_MS) process.exit(EXIT_INTERRUPTED);
      return;
    }
    firstAt = performance.now();
    log.say('');
    log.say(`${signal}: stopping`);
    void stop(demo);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
}

async function stop(demo: Demo): Promise<void> {
  const finalized = await demo.close();
  report(demo, finalized);
  process.exit(finalized.ok || !demo.journal.config.enabled ? 0 : 1);
}

function report(demo: Demo, finalized: FinalizeResult): void {
  if (!demo.journal.config.enabled) return;
  if (!finalized.ok) {
    log.complain(`The session log was not written: ${finalized.error.message}`);
    return;
  }
  log.say(`Session log: ${shortPath(finalized.path)}`);
  const { eventLog } = demo.journal.status();
  if (eventLog !== undefined) log.say(`Event log:   ${shortPath(eventLog)}`);
}

function fail(error: unknown): void {
  if (isUserError(error)) {
    log.complain(error.message);
    process.exitCode = 2;
    return;
  }
  log.fail(error);
  process.exitCode = 1;
}
