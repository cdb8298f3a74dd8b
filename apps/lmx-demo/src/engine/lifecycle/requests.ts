import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { GenerationChunk, GenerationRequest } from '../backend.js';
import { EngineError } from '../engine-error.js';
import type { RequestOptions } from '../model-engine.js';
import { ActiveRequest } from './active-request.js';
import { MAX_TIMER_MS } from './constants.js';
import type { EngineContext } from './engine-context.js';
import type { LoadedEntry } from './loaded-entry.js';
import type { LoadedModels } from './loaded-models.js';
import { modelNotFound } from './model-lookup.js';
import type { ReadinessTable } from './readiness-table.js';
import { shuttingDown } from './shutting-down.js';

/** The requests that are being answered. */
export class Requests {
  readonly #context: EngineContext;
  readonly #loaded: LoadedModels;
  readonly #readiness: ReadinessTable;
  readonly #active = new Set<ActiveRequest>();
  #onDrained: () => void = () => undefined;

  constructor(context: EngineContext, parts: { loaded: LoadedModels; readiness: ReadinessTable }) {
    this.#context = context;
    this.#loaded = parts.loaded;
    this.#readiness = parts.readiness;
  }

  get count(): number {
    return this.#active.size;
  }

  /** @throws {EngineError} as `ModelEngine.generate` says */
  async *generate(
    id: string,
    request: GenerationRequest,
    options: RequestOptions,
  ): AsyncGenerator<GenerationChunk, void, undefined> {
    if (this.#context.signal.aborted) throw shuttingDown();
    const active = this.#begin(this.#routable(id), request, options);
    try {
      const signal = AbortSignal.any([request.signal, active.stopped]);
      for await (const chunk of active.entry.model.generate({ ...request, signal })) {
        if (chunk.kind === 'token') active.countToken();
        else active.complete(chunk);
        yield chunk;
      }
      if (!active.isEnded) throw new EngineError('internal_error', `${id} broke off its answer.`);
    } catch (error) {
      active.fail(error);
      throw error;
    } finally {
      // Whoever leaves the loop early reaches only this.
      active.giveUp();
    }
  }

  /** Wait until no request is left, at most so long; then stop the rest. */
  async drain(timeoutMs: number): Promise<void> {
    if (this.#active.size > 0 && timeoutMs > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(timeoutMs, MAX_TIMER_MS));
        this.#onDrained = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    for (const active of [...this.#active]) active.stop(shuttingDown());
  }

  #routable(id: string): LoadedEntry {
    const { state, reason } = this.#readiness.get(id);
    const entry = this.#loaded.get(id);
    if (entry !== undefined && state === 'routable') return entry;
    if (state === 'unknown' || state === 'routable') {
      throw modelNotFound(id, 'is not loaded');
    }
    throw new EngineError(
      'model_unstable',
      `${id} cannot answer: it is ${reason === null ? state : `${state} (${reason})`}.`,
    );
  }

  #begin(entry: LoadedEntry, request: GenerationRequest, options: RequestOptions): ActiveRequest {
    entry.inFlight += 1;
    entry.requestCount += 1;
    this.#loaded.touch(entry);
    const active = new ActiveRequest(entry, request.signal, {
      publish: this.#context.publish,
      requestId: options.requestId ?? `req-${randomUUID()}`,
      stream: options.stream,
      startedAt: performance.now(),
      onEnd: () => this.#end(active),
    });
    this.#active.add(active);
    return active;
  }

  #end(active: ActiveRequest): void {
    active.entry.inFlight -= 1;
    this.#loaded.touch(active.entry);
    this.#active.delete(active);
    if (this.#active.size === 0) this.#onDrained();
  }
}
