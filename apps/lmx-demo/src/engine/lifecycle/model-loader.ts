import { performance } from 'node:perf_hooks';
import type { LoadedModel, ModelArtifact } from '../backend.js';
import { EngineError } from '../engine-error.js';
import type { EngineContext } from './engine-context.js';
import type { LoadedEntry } from './loaded-entry.js';
import type { LoadedModels } from './loaded-models.js';
import type { MemoryWatch } from './memory-watch.js';
import { messageOf } from './message-of.js';
import { planEviction } from './plan-eviction.js';
import type { ReadinessTable } from './readiness-table.js';
import { round } from './round.js';
import { runCanary } from './run-canary.js';
import { secondsSince } from './seconds-since.js';

/** What a load has come to. */
export interface LoadReport {
  memoryAfterLoadGb: number;
  timeToLoadMs: number;
}

export interface ModelLoaderParts {
  readiness: ReadinessTable;
  memory: MemoryWatch;
  loaded: LoadedModels;
  canaryTimeoutMs: number;
}

/**
 * Brings models into memory, one after the other, so that each knows how much the others have left. Two loads
 * of one model are one load.
 */
export class ModelLoader {
  readonly #context: EngineContext;
  readonly #parts: ModelLoaderParts;
  readonly #loading = new Map<string, Promise<LoadReport>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(context: EngineContext, parts: ModelLoaderParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Whether a model is on its way into memory, or waits for its turn. */
  isLoading(id: string): boolean {
    return this.#loading.has(id);
  }

  /** Wait until no load is under way. */
  async settle(): Promise<void> {
    await Promise.allSettled([...this.#loading.values()]);
  }

  /**
   * @param keepAliveSec - Of the first of several loads of one model.
   * @throws {EngineError} as `ModelEngine.load` says
   */
  load(artifact: ModelArtifact, keepAliveSec: number | undefined): Promise<LoadReport> {
    const { id } = artifact;
    const underWay = this.#loading.get(id);
    if (underWay !== undefined) return underWay;
    const load = this.#last
      .then(() => this.#load(artifact, keepAliveSec))
      .finally(() => this.#loading.delete(id));
    this.#loading.set(id, load);
    // Who waits for the turn does not care how the one before ended.
    this.#last = load.catch(() => undefined);
    return load;
  }

  async #load(artifact: ModelArtifact, keepAliveSec: number | undefined): Promise<LoadReport> {
    const { loaded, memory, readiness } = this.#parts;
    this.#context.signal.throwIfAborted();
    await this.#makeRoom(artifact);
    this.#context.signal.throwIfAborted();
    const startedAt = performance.now();
    const model = await this.#bringIn(artifact.id);
    readiness.change(artifact.id, 'canary_pending');
    const entry = loaded.add(model, { durationSec: secondsSince(startedAt), keepAliveSec });
    await this.#check(entry);
    loaded.touch(entry);
    return {
      memoryAfterLoadGb: memory.status().usedGb,
      timeToLoadMs: Math.round(secondsSince(startedAt) * 1000),
    };
  }

  async #makeRoom(artifact: ModelArtifact): Promise<void> {
    const { loaded, memory } = this.#parts;
    await loaded.settle();
    const { totalGb, usedGb } = memory.status();
    const neededGb = artifact.memoryGb ?? 0;
    const idle = loaded.entries().filter(({ inFlight }) => inFlight === 0);
    const evicted = planEviction(idle, { neededGb, freeGb: totalGb - usedGb });
    if (evicted === undefined) {
      const idleGb = round(
        idle.reduce((sum, { memoryGb }) => sum + memoryGb, 0),
        2,
      );
      throw new EngineError(
        'insufficient_memory',
        `${artifact.id} takes ${neededGb} GB. ${usedGb} of ${totalGb} GB are in use, and models that take ` +
          `${idleGb} GB of them are idle. Unload a model or load a smaller one.`,
      );
    }
    await Promise.all(evicted.map((entry) => loaded.unload(entry, 'lru')));
  }

  async #bringIn(id: string): Promise<LoadedModel> {
    const { readiness } = this.#parts;
    readiness.change(id, 'admitted');
    readiness.change(id, 'loading');
    try {
      return await this.#context.backend.loadModel(id, this.#context.signal);
    } catch (error) {
      const failure = messageOf(error);
      if (this.#context.signal.aborted) readiness.forget(id);
      else readiness.quarantine(id, `load_failed: ${failure}`, failure);
      throw error;
    }
  }

  async #check(entry: LoadedEntry): Promise<void> {
    const { backend, publish, signal } = this.#context;
    const about = { model_id: entry.id, backend: backend.name };
    publish('model_canary_started', about);
    const startedAt = performance.now();
    try {
      await runCanary(entry.model, { timeoutMs: this.#parts.canaryTimeoutMs, signal });
    } catch (error) {
      if (signal.aborted) {
        await this.#parts.loaded.unload(entry, 'manual');
        throw error;
      }
      throw await this.#reject(entry, error, round(secondsSince(startedAt), 4));
    }
    this.#parts.readiness.change(entry.id, 'routable');
    this.#recordCompatibility(entry.id, 'pass', 'canary_ok');
    publish('model_canary_passed', { ...about, duration_sec: round(secondsSince(startedAt), 4) });
  }

  async #reject(entry: LoadedEntry, cause: unknown, durationSec: number): Promise<EngineError> {
    const { id } = entry;
    const failure = messageOf(cause);
    const reason = `canary_failed: ${failure}`;
    this.#parts.readiness.quarantine(id, reason, failure);
    this.#recordCompatibility(id, 'fail', reason);
    this.#context.publish('model_canary_failed', {
      model_id: id,
      backend: this.#context.backend.name,
      duration_sec: durationSec,
      error: failure,
    });
    await this.#parts.loaded.unload(entry, 'canary_failed');
    return new EngineError(
      'model_unstable',
      `${id} failed its canary check and was put into quarantine: ${failure}.`,
      { cause },
    );
  }

  #recordCompatibility(id: string, outcome: 'pass' | 'fail', reason: string): void {
    const { backend, clock, publish } = this.#context;
    publish('model_compatibility_recorded', {
      ts: clock() / 1000,
      model_id: id,
      backend: backend.name,
      backend_version: backend.version,
      outcome,
      reason,
      metadata: {},
    });
  }
}
