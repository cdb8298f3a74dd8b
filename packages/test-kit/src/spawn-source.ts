import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fromSources } from './from-sources.js';

const ROOT = join(import.meta.dirname, '../../..');

/** A program of the workspace that runs. */
export interface SpawnedSource {
  /** Resolves with the line that shows that it is ready; rejects if the program ends without one. */
  readonly ready: Promise<string>;
  /** Ends it, if it has not ended yet; resolves when it has ended. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface SpawnSourceOptions {
  /** A line like this, of any stream that is not inherited, shows that it is ready. */
  ready: RegExp;
  environment?: Readonly<Record<string, string>>;
  /** `inherit` shows what it complains about where the caller's own complaints go. Default `pipe`. */
  stderr?: 'inherit' | 'pipe';
}

/**
 * Runs a program of the workspace where it is, for those that read files beside them, with the sources of what it
 * imports.
 *
 * @param path - from the root of the workspace
 */
export function spawnSource(
  path: string,
  parameters: readonly string[],
  { ready, environment = {}, stderr = 'pipe' }: SpawnSourceOptions,
): SpawnedSource {
  const child = spawn(process.execPath, [...fromSources(), join(ROOT, path), ...parameters], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', stderr],
    env: { ...process.env, ...environment },
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    ready: firstLine(child, ended, ready),
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

function firstLine(child: ChildProcess, ended: Promise<number | null>, pattern: RegExp): Promise<string> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    for (const input of [child.stdout, child.stderr]) {
      if (input === null) continue;
      createInterface({ input }).on('line', (line) => {
        lines.push(line);
        if (pattern.test(line)) resolve(line);
      });
    }
    void ended.then((code) =>
      reject(new Error(`${child.spawnargs.join(' ')} ended (${code}):\n${lines.join('\n')}`)),
    );
  });
}
