import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../../..');

/** A program of the workspace that runs. */
export interface SpawnedSource {
  /** The line that showed that it is ready. */
  ready: string;
  /** Ends it; resolves when it has ended. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * Runs a program of the workspace where it is, for those that read files beside them, with the sources of what it imports, and waits
 * for the line of either stream that shows that it is ready.
 *
 * @param path - from the root of the workspace
 */
export async function spawnSource(
  path: string,
  parameters: readonly string[],
  { ready, environment }: { ready: RegExp; environment: Record<string, string> },
): Promise<SpawnedSource> {
  const child = spawn(
    process.execPath,
    ['--conditions=@opta/source', '--import', 'tsx', join(ROOT, path), ...parameters],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } },
  );
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    ready: await firstLine(child, ended, ready),
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
