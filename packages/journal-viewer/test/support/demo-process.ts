import { type SampleServer, spawnSampleServer } from 'test-kit';

/** The sample server in a process of its own. */
export class DemoProcess {
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
    options: { port?: number; config?: string } = {},
  ): Promise<DemoProcess> {
    const { port = 0, config } = options;
    const server = spawnSampleServer(dataDir, {
      port,
      parameters: config === undefined ? [] : ['--config', config],
      stderr: 'inherit',
    });
    return new DemoProcess(server, await server.url);
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
    await this.server.end('SIGTERM');
  }
}
