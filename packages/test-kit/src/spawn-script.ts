import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { bundleScript } from './bundle-script.js';

export interface SpawnedScript {
  readonly child: ChildProcess;
  /** The lines that it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line that matches; rejects if the script ends without one. */
  line(pattern: RegExp): Promise<string>;
  /** Resolves when it has ended, however. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }>;
}

/**
 * Runs a TypeScript file from the sources of the workspace in a process of its own.
 *
 * @param launcher - words that start the process, `['strace', '-f']` for instance
 */
export function spawnScript(
  path: string,
  parameters: readonly string[] = [],
  options: { launcher?: readonly string[]; environment?: Readonly<Record<string, string>> } = {},
): SpawnedScript {
  const words = [...(options.launcher ?? []), process.execPath, bundleScript(path), ...parameters];
  const child = spawn(words[0] as string, words.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.environment },
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const ended = Promise.all([
    once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
    text(child.stderr),
    once(reader, 'close'),
  ]).then(([[code, signal], stderr]) => ({ code, signal, stderr }));
  return {
    child,
    lines,
    ended,
    line(pattern) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find((line) => pattern.test(line));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        void ended.then(({ code, signal, stderr }) => {
          if (!waiting.delete(look)) return;
          reject(new Error(`${path} ended (${code ?? signal}) without a line like ${pattern}: ${stderr}`));
        });
      });
    },
  };
}
