import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Waits, and lets everything else run meanwhile even if there is nothing to wait for.
 *
 * @throws the signal's reason, as soon as it is aborted
 */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  try {
    await (milliseconds > 0 ? delay(milliseconds, undefined, { signal }) : nextTurn(undefined, { signal }));
  } catch (error) {
    // The timer rejects with an error of its own; who aborted said why.
    signal.throwIfAborted();
    throw error;
  }
}
