import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { WORKER_END_MS } from '../constants.js';
import { JournalSearchError } from '../errors.js';
import { workerFile } from '../worker-file.js';
import type { EngineConfig } from './engine-config.js';
import type { WorkerMessage, WorkerSettings } from './messages.js';
import type { SearchReaderEvents } from './search-reader.js';
import { receiveError } from './send-error.js';

/**
 * What a worker allocates lives for long or not at all: with V8's 48 MiB for what is young, and with its 4 GiB until
 * it collects what is old, it takes 150 MiB more. A log takes 400 bytes.
 */
const MEMORY = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 1_024 };

/** The worker ended before it answered. What it was asked may be asked again. */
export class WorkerGone extends JournalSearchError {
  constructor(cause: unknown) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    const message = `A worker of the search ended: ${detail}. It is started again; searches are answered all the same.`;
    super('JOURNAL_SEARCH_WORKER_FAILED', message, {}, { cause });
  }
}

interface Waiting {
  resolve(value: never): void;
  reject(error: Error): void;
  keepsAlive: boolean;
}

/** A worker that is started when it is first called, and again when it has ended. */
export class WorkerClient {
  readonly #role: WorkerSettings['role'];
  readonly #config: EngineConfig;
  readonly #events: Partial<SearchReaderEvents>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #stop = new SharedArrayBuffer(4);
  #worker: Worker | undefined;
  #released: Promise<unknown> | undefined;
  #calls = 0;
  /** Starts in a row after which no call was answered. */
  failedStarts = 0;

  constructor(role: WorkerSettings['role'], config: EngineConfig, events: Partial<SearchReaderEvents> = {}) {
    this.#role = role;
    this.#config = config;
    this.#events = events;
  }

  /**
   * @param keepsAlive - whether the process must not end before the answer
   * @throws {WorkerGone} when the worker cannot be started, or ends before the answer
   */
  call<T>(method: string, argument: unknown, keepsAlive: boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      try {
        this.#worker ??= this.#start();
      } catch (error) {
        this.failedStarts += 1;
        reject(new WorkerGone(error));
        return;
      }
      this.#calls += 1;
      this.#waiting.set(this.#calls, { resolve, reject, keepsAlive });
      this.#keepAlive();
      this.#worker.postMessage({ call: this.#calls, method, argument });
    });
  }

  /** Gives back the memory of a worker of which nothing is asked; the next call starts another one. */
  release(): void {
    const worker = this.#worker;
    if (worker === undefined || this.#waiting.size > 0) return;
    this.#worker = undefined;
    this.#released = worker.terminate();
  }

  async close(): Promise<void> {
    await this.#released;
    const worker = this.#worker;
    if (worker === undefined) return;
    Atomics.store(new Int32Array(this.#stop), 0, 1);
    const ended = once(worker, 'exit');
    const timer = setTimeout(() => void worker.terminate(), WORKER_END_MS);
    this.call('close', undefined, true).catch(() => undefined);
    await ended;
    clearTimeout(timer);
  }

  #start(): Worker {
    const { program, options } = workerFile();
    const workerData: WorkerSettings = { role: this.#role, config: this.#config, stop: this.#stop };
    const worker = new Worker(program, { ...options, resourceLimits: MEMORY, workerData });
    worker.unref();
    let failure: Error | undefined;
    worker.on('message', (message: WorkerMessage) => this.#receive(message));
    worker.on('error', (error) => {
      failure = error as Error;
    });
    worker.on('exit', (code) => {
      if (this.#worker === worker) this.#end(failure ?? new Error(`it ended with code ${code}`));
    });
    return worker;
  }

  #receive(message: WorkerMessage): void {
    if (message === 'changed') {
      this.#events.onChange?.();
      return;
    }
    if ('trouble' in message) {
      this.#events.onTrouble?.(receiveError(message.trouble));
      return;
    }
    this.failedStarts = 0;
    const waiting = this.#waiting.get(message.call);
    this.#waiting.delete(message.call);
    this.#keepAlive();
    if ('error' in message) waiting?.reject(receiveError(message.error));
    else waiting?.resolve(message.value as never);
  }

  #end(cause: Error): void {
    this.#worker = undefined;
    this.failedStarts += 1;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new WorkerGone(cause));
  }

  #keepAlive(): void {
    const keepsAlive = [...this.#waiting.values()].some((waiting) => waiting.keepsAlive);
    if (keepsAlive) this.#worker?.ref();
    else this.#worker?.unref();
  }
}
