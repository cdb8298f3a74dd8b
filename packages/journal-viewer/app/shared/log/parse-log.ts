import { createLogWorker } from './create-log-worker.js';
import type { LogKind, LogOutcome } from './log-tree.js';
import type { LogWorkerMessage } from './log-worker.js';

/** Milliseconds in which a log must be parsed; real ones take a few, and some markdown takes minutes. */
const MAX_PARSE_MS = 2_000;
/** Milliseconds in which the worker must be there: a slow network has to bring it first. */
const MAX_START_MS = 30_000;

/**
 * A log as a tree, made in a worker that is ended when it takes too long. It never rejects.
 *
 * @param signal - ends the worker when nobody wants the tree any more
 */
export async function parseLog(text: string, kind: LogKind, signal: AbortSignal): Promise<LogOutcome> {
  let worker: Worker | undefined;
  try {
    worker = createLogWorker();
    await answerOf(worker, MAX_START_MS, signal);
    const answer = answerOf(worker, MAX_PARSE_MS, signal);
    worker.postMessage({ text, kind });
    return (await answer) as LogOutcome;
  } catch (error) {
    return { ok: false, reason: (error as Error).message };
  } finally {
    worker?.terminate();
  }
}

function answerOf(worker: Worker, limitMs: number, signal: AbortSignal): Promise<LogWorkerMessage> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`It takes longer than ${limitMs / 1_000} s.`)), limitMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    worker.onmessage = ({ data }) => end(() => resolve(data));
    worker.onerror = ({ message }) =>
      end(() => reject(new Error(message || 'The parser cannot be started.')));
    signal.addEventListener('abort', () => end(() => reject(new Error('It is not wanted any more.'))), {
      once: true,
    });
  });
}
