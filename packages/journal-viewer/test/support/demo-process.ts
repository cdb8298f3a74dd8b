import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../../../..');

/** The sample server in a process of its own. */
export class DemoProcess {
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
    options: { port?: number; config?: string } = {},
  ): Promise<DemoProcess> {
    const { port = 0, config } = options;
    const parameters = ['--port', String(port), '--data-dir', dataDir, '--quiet'];
    if (config !== undefined) parameters.push('--config', config);
    const child = spawn(
      process.execPath,
      [
        '--conditions=@opta/source',
        '--import',
        'tsx',
        join(ROOT, 'apps/lmx-demo/src/main.ts'),
        ...parameters,
      ],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /^Opta LMX demo on (\S+)/.exec(line)?.[1];
      if (url === undefined) continue;
      child.stdout.resume();
      return new DemoProcess(child, url);
    }
    throw new Error('The sample server ended before it served.');
  }

  get viewer(): string {
    return `${this.url}/admin/journal/`;
  }

  /** Asks it for something by its API. */
  async post(path: string, body: unknown): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Lets it finish its session. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'close');
  }
}
