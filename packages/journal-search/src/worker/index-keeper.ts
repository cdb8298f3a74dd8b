import { setTimeout as sleep } from 'node:timers/promises';
import { GENERATION_PAUSE_FACTOR, GENERATION_PAUSE_MS, LARGE_FOLDER_FILES, RACY_MS } from '../constants.js';
import type { BuildResult } from './index-builder.js';
import type { WorkerClient } from './worker-client.js';

export interface IndexKeeperEvents {
  onGeneration(): void;
  onError(error: unknown): void;
}

/** Complete generations after which everything that was there at the call is indexed, however much is written. */
const COMPLETE_BUILDS = 2;
/** Milliseconds until it is seen whether another process has done the work. */
const ELSEWHERE_MS = 100;

/** Decides when the index is built: soon after a change, rarely while there are many. */
export class IndexKeeper {
  readonly #worker: Pick<WorkerClient, 'call' | 'release' | 'close'>;
  readonly #events: IndexKeeperEvents;
  #timer: NodeJS.Timeout | undefined;
  #calls = 0;
  /** Of performance.now(), before which no generation is begun in the background. */
  #notBefore = 0;
  #isBuilding = false;
  #isClosed = false;

  constructor(worker: Pick<WorkerClient, 'call' | 'release' | 'close'>, events: IndexKeeperEvents) {
    this.#worker = worker;
    this.#events = events;
  }

  /** There is something to index. */
  request(): void {
    if (this.#timer !== undefined || this.#isBuilding || this.#isClosed) return;
    const pauseMs = Math.max(0, this.#notBefore - performance.now());
    this.#timer = setTimeout(() => void this.#buildInBackground(), pauseMs).unref();
  }

  /**
   * Resolves when everything that is on the disk now is in the index.
   *
   * @throws what a build fails with
   */
  async refresh(): Promise<void> {
    // It does what is to be done in the background, too.
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const firstCall = this.#calls + 1;
    for (let complete = 0; complete < COMPLETE_BUILDS && !this.#isClosed; ) {
      const { state, isComplete, listedBy = 0 } = await this.#build(true);
      if (listedBy >= firstCall) return;
      if (isComplete) complete += 1;
      // What was changed just before it was read is read again.
      if (isComplete) await sleep(2 * RACY_MS);
      else if (state === 'elsewhere') await sleep(ELSEWHERE_MS);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#worker.close();
  }

  async #buildInBackground(): Promise<void> {
    this.#timer = undefined;
    this.#isBuilding = true;
    try {
      const { state, isComplete, tookMs } = await this.#build(false);
      this.#notBefore = performance.now() + this.#pauseAfter(tookMs, isComplete);
      this.#isBuilding = false;
      if (!isComplete || state === 'built') this.request();
    } catch (error) {
      this.#isBuilding = false;
      this.#notBefore = performance.now() + GENERATION_PAUSE_MS;
      if (!this.#isClosed) this.#events.onError(error);
    }
  }

  /** A first build goes on at once: who searches meanwhile waits for it. */
  #pauseAfter(tookMs: number, isComplete: boolean): number {
    return isComplete ? Math.max(GENERATION_PAUSE_MS, GENERATION_PAUSE_FACTOR * tookMs) : ELSEWHERE_MS;
  }

  async #build(keepsAlive: boolean): Promise<BuildResult> {
    this.#calls += 1;
    const result = await this.#worker.call<BuildResult>('build', this.#calls, keepsAlive);
    if (result.state === 'built') this.#events.onGeneration();
    if (result.isComplete && result.files >= LARGE_FOLDER_FILES) this.#worker.release();
    return result;
  }
}
