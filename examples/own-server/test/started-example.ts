import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface StartedExample {
  /** What the first line that matched said: the first group. */
  said: string;
  /** Ends it, and gives the signal or code that it ended with. */
  end(signal: NodeJS.Signals): Promise<NodeJS.Signals | number | null>;
}

/** Starts Node with such words and waits for a line of it; it ends with the test. */
export async function startExample(
  words: readonly string[],
  options: { cwd: string; environment?: Record<string, string> },
  pattern: RegExp,
): Promise<StartedExample> {
  const { cwd, environment } = options;
  const child = spawn(process.execPath, words, {
    cwd,
    env: { ...process.env, OPTA_DEVICE: 'studio', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints = text(child.stderr);
  onTestFinished(() => void child.kill('SIGKILL'));
  for await (const line of createInterface({ input: child.stdout })) {
    const said = pattern.exec(line)?.[1];
    if (said === undefined) continue;
    child.stdout.resume();
    return { said, end: (signal) => endOf(child, signal) };
  }
  throw new Error(`${words.join(' ')} ended without a line like ${pattern}: ${await complaints}`);
}

async function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<NodeJS.Signals | number | null> {
  child.kill(signal);
  await once(child, 'close');
  return child.signalCode ?? child.exitCode;
}
