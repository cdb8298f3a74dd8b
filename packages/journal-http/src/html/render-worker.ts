import { Worker } from 'node:worker_threads';
import { MAX_PARSE_MS, MAX_WORKER_HEAP_MIB, MAX_WORKER_START_MS } from '../constants.js';
import { logWorkerFile } from '../log-worker-file.js';
import type { RenderOutcome, RenderTask } from './render-log.js';

/** A worker that renders one log at a time. Once it has failed it is of no use any more. */
export class RenderWorker {
  readonly #worker: Worker;
  #isReady = false;
  #failure: Error | undefined;
  #waiting: { resolve(message: unknown): void; reject(error: Error): void } | undefined;

  /** @throws what Node says where no worker may be started */
  constructor() {
    const { program, options } = logWorkerFile();
    const resourceLimits = { maxOldGenerationSizeMb: MAX_WORKER_HEAP_MIB };
    this.#worker = new Worker(program, { ...options, resourceLimits });
    this.#worker.on('message', (message) => this.#waiting?.resolve(message));
    this.#worker.on('error', (error) => this.#fail(error as Error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`it ended with code ${code}`)));
    // The time limit of who waits keeps the process alive. After the listeners: to add one undoes it.
    this.#worker.unref();
  }

  /** @throws why there is no outcome: the worker cannot start, takes too long, has no memory left or was ended */
  async render(task: RenderTask): Promise<RenderOutcome> {
    if (!this.#isReady) await this.#nextMessage('its start', MAX_WORKER_START_MS);
    this.#isReady = true;
    this.#worker.postMessage(task);
    return (await this.#nextMessage('this log', MAX_PARSE_MS)) as RenderOutcome;
  }

  end(): void {
    void this.#worker.terminate();
  }

  async #nextMessage(what: string, limitMs: number): Promise<unknown> {
    if (this.#failure !== undefined) throw this.#failure;
    let timer: NodeJS.Timeout | undefined;
    const message = new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      const expire = (): void => reject(new Error(`${what} takes longer than ${limitMs} ms`));
      // A server that was busy itself reads an answer that is there already before the immediate runs.
      timer = setTimeout(() => setImmediate(expire), limitMs);
    });
    return message.finally(() => clearTimeout(timer));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#waiting?.reject(this.#failure);
  }
}
