import { MAX_WAITING_RENDERS, WORKER_IDLE_MS } from '../constants.js';
import type { RenderOutcome, RenderTask } from './render-log.js';
import { RenderWorker } from './render-worker.js';

interface WaitingTask {
  task: RenderTask;
  answer(outcome: RenderOutcome): void;
}

/** Renders logs in a worker, one after the other, so that the thread of the server goes on meanwhile. */
export class LogRenderer {
  readonly #line: WaitingTask[] = [];
  #worker: RenderWorker | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #isRendering = false;
  #isClosed = false;

  /**
   * Never rejects.
   *
   * @param signal - of the request: who goes away leaves the line
   */
  async render(task: RenderTask, signal: AbortSignal): Promise<RenderOutcome> {
    if (this.#isClosed) return CLOSED;
    if (signal.aborted) return GONE;
    if (this.#line.length >= MAX_WAITING_RENDERS) return FULL;
    return new Promise((answer) => {
      const waiting = { task, answer };
      this.#line.push(waiting);
      signal.addEventListener('abort', () => this.#leave(waiting), { once: true });
      void this.#renderLine();
    });
  }

  /** Ends the worker; who waits, or comes later, is refused. */
  close(): void {
    this.#isClosed = true;
    for (const { answer } of this.#line.splice(0)) answer(CLOSED);
    this.#endWorker();
  }

  async #renderLine(): Promise<void> {
    if (this.#isRendering) return;
    this.#isRendering = true;
    clearTimeout(this.#idleTimer);
    for (let next = this.#line.shift(); next !== undefined; next = this.#line.shift()) {
      next.answer(await this.#renderNow(next.task));
    }
    this.#isRendering = false;
    this.#idleTimer = setTimeout(() => this.#endWorker(), WORKER_IDLE_MS).unref();
  }

  async #renderNow(task: RenderTask): Promise<RenderOutcome> {
    try {
      this.#worker ??= new RenderWorker();
      return await this.#worker.render(task);
    } catch (error) {
      this.#endWorker();
      if (this.#isClosed) return CLOSED;
      const reason = `The worker that renders logs failed: ${(error as Error).message}.`;
      return { ok: false, status: 406, reason };
    }
  }

  #endWorker(): void {
    this.#worker?.end();
    this.#worker = undefined;
  }

  #leave(waiting: WaitingTask): void {
    const place = this.#line.indexOf(waiting);
    if (place === -1) return;
    this.#line.splice(place, 1);
    waiting.answer(GONE);
  }
}

const unavailable = (reason: string): RenderOutcome => ({ ok: false, status: 503, reason });

const CLOSED = unavailable('Logs are not rendered any more, because their server ends');
const GONE = unavailable('The client is gone');
const FULL = unavailable(`${MAX_WAITING_RENDERS} requests wait for logs to be rendered; come back later`);
