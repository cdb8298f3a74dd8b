import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../..');

/** The sample server in a process of its own, which ends with the test. */
export class DemoServer {
  readonly #child: ChildProcess;
  /** `http://127.0.0.1:1234` */
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param options.port - 0 takes a free one
   */
  static async start(
    dataDir: string,
    options: { port?: number; adminKey?: string } = {},
  ): Promise<DemoServer> {
    const { port = 0, adminKey } = options;
    const child = spawn(
      process.execPath,
      [
        '--conditions=@opta/source',
        '--import',
        'tsx',
        join(ROOT, 'apps/lmx-demo/src/main.ts'),
        ...['--port', String(port), '--data-dir', dataDir, '--quiet'],
        ...(adminKey === undefined ? [] : ['--admin-key', adminKey]),
      ],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    onTestFinished(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'close');
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /^Opta LMX demo on (\S+)/.exec(line)?.[1];
      if (url === undefined) continue;
      child.stdout.resume();
      return new DemoServer(child, url);
    }
    throw new Error('The sample server ended before it served.');
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Something that happens on it, and that its feed tells. */
  async note(text: string): Promise<void> {
    const response = await fetch(`${this.url}/admin/logs/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'note', text }),
    });
    if (!response.ok) throw new Error(`The note was answered with ${response.status}.`);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.#child.kill(signal);
    await once(this.#child, 'close');
  }
}
