import { type SampleServer, spawnSampleServer } from 'test-kit';
import { onTestFinished } from 'vitest';

/** The sample server in a process of its own, which ends with the test. */
export class DemoServer {
  private constructor(
    private readonly server: SampleServer,
    /** `http://127.0.0.1:1234` */
    readonly url: string,
  ) {}

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
    const server = spawnSampleServer(dataDir, {
      port,
      parameters: adminKey === undefined ? [] : ['--admin-key', adminKey],
      stderr: 'inherit',
    });
    onTestFinished(async () => {
      await server.end('SIGKILL');
    });
    return new DemoServer(server, await server.url);
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
    await this.server.end(signal);
  }
}
