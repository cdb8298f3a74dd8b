import type { LoadedModel } from '../backend.js';
import type { LoadedModelStatus } from '../model-engine.js';
import type { EngineContext } from './engine-context.js';
import { IdleTimers } from './idle-timers.js';
import type { LoadedEntry } from './loaded-entry.js';
import type { MemoryWatch } from './memory-watch.js';
import type { ReadinessTable } from './readiness-table.js';
import { round } from './round.js';

export type UnloadReason = 'manual' | 'lru' | 'ttl' | 'canary_failed';

/** The models in memory. What goes in and out is published. */
export class LoadedModels {
  readonly #context: EngineContext;
  readonly #readiness: ReadinessTable;
  readonly #memory: MemoryWatch;
  readonly #entries = new Map<string, LoadedEntry>();
  readonly #timers: IdleTimers;

  constructor(context: EngineContext, readiness: ReadinessTable, memory: MemoryWatch) {
    this.#context = context;
    this.#readiness = readiness;
    this.#memory = memory;
    this.#timers = new IdleTimers(context.clock, (entry, idleMs) => void this.#evictIdle(entry, idleMs));
  }

  /** A model that is in memory and stays there. */
  get(id: string): LoadedEntry | undefined {
    const entry = this.#entries.get(id);
    return entry?.closing === undefined ? entry : undefined;
  }

  /** Those in memory, those included that are being unloaded. */
  entries(): LoadedEntry[] {
    return [...this.#entries.values()];
  }

  list(): LoadedModelStatus[] {
    return this.entries()
      .filter(({ closing }) => closing === undefined)
      .map((entry) => ({
        id: entry.id,
        format: entry.model.artifact.format,
        memoryGb: entry.model.artifact.memoryGb,
        loadedAt: entry.loadedAt,
        lastUsedAt: entry.lastUsedAt,
        requestCount: entry.requestCount,
        inFlight: entry.inFlight,
        contextLength: entry.model.artifact.contextLength,
        keepAliveSec: entry.keepAliveSec,
        readiness: this.#readiness.get(entry.id),
      }));
  }

  add(model: LoadedModel, options: { durationSec: number; keepAliveSec: number | undefined }): LoadedEntry {
    const now = this.#context.clock();
    const entry: LoadedEntry = {
      id: model.artifact.id,
      model,
      memoryGb: model.artifact.memoryGb ?? 0,
      loadedAt: now,
      lastUsedAt: now,
      requestCount: 0,
      inFlight: 0,
      keepAliveSec: options.keepAliveSec,
      closing: undefined,
    };
    this.#entries.set(entry.id, entry);
    this.#context.publish('model_loaded', {
      model_id: entry.id,
      format: model.artifact.format,
      memory_gb: model.artifact.memoryGb ?? null,
      duration_sec: round(options.durationSec, 2),
    });
    this.#updateMemory();
    return entry;
  }

  /** A model was used, or is to be kept as if it had been. */
  touch(entry: LoadedEntry, keepAliveSec = entry.keepAliveSec): void {
    entry.lastUsedAt = this.#context.clock();
    entry.keepAliveSec = keepAliveSec;
    this.#timers.arm(entry);
  }

  /** Wait until everything that is being unloaded is gone. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.entries().map(({ closing }) => closing));
  }

  /** Take a model out of memory. Nothing can reach it from the call on, and a second call waits for the first. */
  unload(entry: LoadedEntry, reason: UnloadReason): Promise<void> {
    entry.closing ??= this.#close(entry, reason);
    return entry.closing;
  }

  async #close(entry: LoadedEntry, reason: UnloadReason): Promise<void> {
    this.#timers.disarm(entry);
    try {
      await entry.model.close();
    } finally {
      this.#entries.delete(entry.id);
      this.#readiness.forget(entry.id);
      this.#context.publish('model_unloaded', {
        model_id: entry.id,
        memory_freed_gb: entry.model.artifact.memoryGb ?? null,
        reason,
      });
      this.#updateMemory();
    }
  }

  async #evictIdle(entry: LoadedEntry, idleMs: number): Promise<void> {
    try {
      await this.unload(entry, 'ttl');
      const idleSeconds = round(idleMs / 1000, 1);
      this.#context.publish('model_ttl_evicted', { model_id: entry.id, idle_seconds: idleSeconds });
    } catch (error) {
      this.#context.onError(error);
    }
  }

  #updateMemory(): void {
    this.#memory.update(this.entries().reduce((sum, { memoryGb }) => sum + memoryGb, 0));
  }
}
