import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { bundleScript } from 'test-kit';
import type { NumbersAnswer, NumbersTask } from './numbers-probe.js';

/** A process that numbers update logs when it is told to. */
export interface NumbersWorker {
  run(task: NumbersTask): Promise<NumbersAnswer>;
  close(): Promise<void>;
}

/** Resolves when the process stands ready. */
export async function startNumbersWorker(): Promise<NumbersWorker> {
  const program = bundleScript(join(import.meta.dirname, 'numbers-probe.ts'));
  const child = fork(program, { execArgv: [] });
  await nextMessage(child);
  return {
    run(task) {
      const answer = nextMessage<NumbersAnswer>(child);
      child.send(task);
      return answer;
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

async function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  const failed = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', { signal: failed.signal }).then(([message]) => message as Message),
      once(child, 'exit', { signal: failed.signal }).then(([code]): never => {
        throw new Error(`A process that numbers update logs ended with ${code}`);
      }),
    ]);
  } finally {
    failed.abort();
  }
}
