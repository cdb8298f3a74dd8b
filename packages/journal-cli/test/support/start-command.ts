import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { baseEnvironment, COMMAND } from './run-command.js';

export interface StartOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Who it runs as; only root can choose. */
  user?: number;
}

/** A command that goes on until it is ended; it ends with the test. */
export interface RunningCommand {
  child: ChildProcess;
  /** What it has printed so far, on either stream. */
  readonly stdout: string[];
  readonly stderr: string[];
  /** The first line of either stream that matches, which may still have to come. Rejects if the command ends without one. */
  line(pattern: RegExp): Promise<string>;
  /** Ends it, and gives what it ended with: null for a signal. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

/** Starts the command in a process of its own. */
export function startCommand(args: readonly string[], options: StartOptions = {}): RunningCommand {
  const { cwd, env, user } = options;
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd,
    env: { ...baseEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const looking = new Set<() => void>();
  for (const [stream, lines] of [
    [child.stdout, stdout],
    [child.stderr, stderr],
  ] as const) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const look of looking) look();
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    child,
    stdout,
    stderr,
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = [...stdout, ...stderr].find((line) => pattern.test(line));
          if (found === undefined) return;
          looking.delete(look);
          resolve(found);
        };
        looking.add(look);
        look();
        void ended.then((code) => {
          look();
          if (!looking.delete(look)) return;
          reject(
            new Error(
              `It ended (${code}) without a line like ${pattern}:\n${[...stdout, ...stderr].join('\n')}`,
            ),
          );
        });
      }),
    async end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
