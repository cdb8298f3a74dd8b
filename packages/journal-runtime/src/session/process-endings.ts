import { constants } from 'node:os';
import { RAISED_SIGNAL_MS, SIGNAL_FINALIZE_MS } from '../constants.js';
import { errorText } from '../shown.js';

/** How a process, and with it the session, comes to its end. */
export interface ProcessEnding {
  status: 'clean' | 'signal' | 'error' | 'exit';
  /** `SIGTERM`, `exit code 3`, `TypeError: …`. */
  reason?: string;
}

export interface EndingHandlers {
  /** The host handles the signal or error itself; what it makes of it shows later. */
  noted(ending: ProcessEnding): void;
  /** Finish the session; never rejects. */
  finish(ending: ProcessEnding): Promise<void>;
  /** Finish the session before returning, as the process ends with this turn; never throws. */
  finishSync(ending: ProcessEnding): void;
  /** The session was not finished within the time that a signal leaves. */
  slow(signal: string): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Marks our signal listeners, also those of another copy of this package in the same process. */
const OURS = Symbol.for('opta.journal.signal-listener');

/**
 * Finish the session however the process ends while it can still run code.
 *
 * The host's handlers, exit code and signal stay as they are: where the host listens for a signal, it is
 * only noted; where nobody else does, the session is finished and the signal raised again. Process 1 of a container,
 * which no signal ends, exits with 128 and the signal's number.
 *
 * @returns what takes every listener away again
 */
export function watchProcessEndings(handlers: EndingHandlers): () => void {
  const signalListeners = SIGNALS.map((signal) => {
    const listener = Object.assign(() => onSignal(signal), { [OURS]: true });
    return { signal, listener };
  });
  let raised = false;

  function onSignal(signal: NodeJS.Signals): void {
    if (raised) return;
    const ending: ProcessEnding = { status: 'signal', reason: signal };
    if (hostListens(signal)) {
      // A hang-up that the host handles is a request to reload by convention, not an end.
      if (signal !== 'SIGHUP') handlers.noted(ending);
      return;
    }
    raised = true;
    void withinTime(handlers.finish(ending), () => handlers.slow(signal)).then(() => {
      unwatch();
      // Another journal in this process raises the signal when it has finished too.
      if (!process.listeners(signal).some(isOurs)) raise(signal);
    });
  }

  function onUncaught(error: unknown): void {
    const ending: ProcessEnding = { status: 'error', reason: errorText(error) };
    if (process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback()) {
      handlers.noted(ending);
      return;
    }
    handlers.finishSync(ending);
  }

  function onExit(code: number): void {
    handlers.finishSync(code === 0 ? { status: 'clean' } : { status: 'exit', reason: `exit code ${code}` });
  }

  function unwatch(): void {
    for (const { signal, listener } of signalListeners) process.off(signal, listener);
    process.off('uncaughtExceptionMonitor', onUncaught);
    process.off('exit', onExit);
  }

  // First in line: a host's once() listener is gone from the list as soon as it has been called.
  for (const { signal, listener } of signalListeners) process.prependListener(signal, listener);
  process.on('uncaughtExceptionMonitor', onUncaught);
  process.on('exit', onExit);
  return unwatch;
}

/**
 * Ends the process by a signal. The kernel keeps signals that it does not handle from process 1 of a container, so a
 * process that still lives then ends as a shell would tell it.
 */
function raise(signal: NodeJS.Signals): void {
  const isLeftToUs = !hostListens(signal);
  process.kill(process.pid, signal);
  if (isLeftToUs) setTimeout(() => process.exit(128 + constants.signals[signal]), RAISED_SIGNAL_MS);
}

/**
 * Whether anybody decides what the signal does. The listeners of `signal-exit`, which many programs carry
 * without knowing, do not: they end the process only when they are alone, and would wait for us for ever.
 * Source: signal-exit 3 and 4, which count their listeners in these two places.
 */
function hostListens(signal: NodeJS.Signals): boolean {
  const foreign = process.listeners(signal).filter((listener) => !isOurs(listener)).length;
  const version3 = (process as { __signal_exit_emitter__?: unknown }).__signal_exit_emitter__;
  const version4 = (globalThis as Record<symbol, unknown>)[Symbol.for('signal-exit emitter')];
  return foreign > countOf(version3) + countOf(version4);
}

function countOf(emitter: unknown): number {
  const count = (emitter as { count?: unknown } | undefined)?.count;
  return typeof count === 'number' ? count : 0;
}

function isOurs(listener: unknown): boolean {
  return (listener as Record<symbol, unknown>)[OURS] === true;
}

async function withinTime(work: Promise<void>, onSlow: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      onSlow();
      resolve();
    }, SIGNAL_FINALIZE_MS);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
