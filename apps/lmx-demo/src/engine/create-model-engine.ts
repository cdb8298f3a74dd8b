import {
  type Backend,
  type GenerationChunk,
  type GenerationRequest,
  isDownloadable,
  isQuantizable,
  type ModelArtifact,
} from './backend.js';
import { EngineError } from './engine-error.js';
import { AutoLoads } from './lifecycle/auto-loads.js';
import { Confirmations } from './lifecycle/confirmations.js';
import { CANARY_TIMEOUT_MS } from './lifecycle/constants.js';
import { Downloads } from './lifecycle/downloads.js';
import type { EngineContext } from './lifecycle/engine-context.js';
import { LoadedModels } from './lifecycle/loaded-models.js';
import { MemoryWatch } from './lifecycle/memory-watch.js';
import { ModelLoader } from './lifecycle/model-loader.js';
import { ModelLookup, modelNotFound } from './lifecycle/model-lookup.js';
import { QuantizeJobs } from './lifecycle/quantize-jobs.js';
import { ReadinessTable } from './lifecycle/readiness-table.js';
import { Requests } from './lifecycle/requests.js';
import { shuttingDown } from './lifecycle/shutting-down.js';
import type {
  AutoLoad,
  DownloadStatus,
  LoadedModelStatus,
  LoadOptions,
  LoadOutcome,
  MemoryStatus,
  ModelEngine,
  Publish,
  RequestOptions,
} from './model-engine.js';

export interface ModelEngineOptions {
  backend: Backend;
  publish: Publish;
  /** Memory that the models may take together, in the unit in which the backend declares their sizes. */
  memoryBudgetGb: number;
  /** Share of the budget from which `memory_warning` is published, 1 to 100. */
  memoryThresholdPercent: number;
  /** Idle seconds after which a model is unloaded. Default: never. */
  defaultKeepAliveSec?: number;
  /** Default: 30 000. */
  canaryTimeoutMs?: number;
  /** Epoch milliseconds. Default: the system's clock. */
  clock?: () => number;
  /** Told of failures that no caller waits for. Default: a warning of the process. */
  onError?: (error: unknown) => void;
}

/**
 * Looks after the models of a backend.
 *
 * @throws {RangeError} when the threshold is not from 1 to 100
 *
 * @example
 * ```ts
 * const engine = createModelEngine({
 *   backend: await createNgramBackend({ modelsDir: 'models' }),
 *   publish: (type, data) => console.log(type, data),
 *   memoryBudgetGb: 8,
 *   memoryThresholdPercent: 85,
 * });
 * await engine.load('opta-demo/ngram-3-small');
 * await engine.close(10_000);
 * ```
 */
export function createModelEngine(options: ModelEngineOptions): ModelEngine {
  return new BackedModelEngine(options);
}

class BackedModelEngine implements ModelEngine {
  readonly #backend: Backend;
  readonly #context: EngineContext;
  readonly #lookup: ModelLookup;
  readonly #memory: MemoryWatch;
  readonly #loaded: LoadedModels;
  readonly #loader: ModelLoader;
  readonly #requests: Requests;
  readonly #downloads: Downloads;
  readonly #confirmations: Confirmations;
  readonly #quantizeJobs: QuantizeJobs;
  readonly #autoLoads: AutoLoads;
  readonly #defaultKeepAliveSec: number | undefined;
  readonly #stop = new AbortController();
  #closed: Promise<void> | undefined;

  constructor(options: ModelEngineOptions) {
    const { backend, publish, clock = Date.now, canaryTimeoutMs = CANARY_TIMEOUT_MS } = options;
    const onError = options.onError ?? warn;
    const context = { backend, publish, clock, onError, signal: this.#stop.signal };
    const readiness = new ReadinessTable(publish, clock);
    this.#backend = backend;
    this.#lookup = new ModelLookup(backend);
    this.#context = context;
    this.#defaultKeepAliveSec = options.defaultKeepAliveSec;
    this.#memory = new MemoryWatch(publish, {
      totalGb: options.memoryBudgetGb,
      thresholdPercent: options.memoryThresholdPercent,
    });
    this.#loaded = new LoadedModels(context, readiness, this.#memory);
    const parts = { readiness, memory: this.#memory, loaded: this.#loaded };
    this.#loader = new ModelLoader(context, { ...parts, canaryTimeoutMs });
    this.#requests = new Requests(context, parts);
    this.#autoLoads = new AutoLoads(onError, (id, loadOptions) => this.load(id, loadOptions));
    this.#downloads = new Downloads(context, (status, load) => this.#autoLoads.begin(status, load));
    this.#confirmations = new Confirmations(clock);
    this.#quantizeJobs = new QuantizeJobs(context);
  }

  listAvailable(): Promise<(ModelArtifact & { downloaded: boolean })[]> {
    return this.#lookup.listAvailable();
  }

  listLoaded(): LoadedModelStatus[] {
    return this.#loaded.list();
  }

  memory(): MemoryStatus {
    return this.#memory.status();
  }

  setMemoryThreshold(percent: number): void {
    this.#memory.setThreshold(percent);
  }

  inFlight(): number {
    return this.#requests.count;
  }

  async load(id: string, options: LoadOptions = {}): Promise<LoadOutcome> {
    this.#assertOpen();
    const artifact = await this.#lookup.findLocal(id);
    this.#assertOpen();
    const entry = this.#loaded.get(id);
    if (entry !== undefined && !this.#loader.isLoading(id)) {
      this.#loaded.touch(entry, options.keepAliveSec);
      return {
        kind: 'loaded',
        modelId: id,
        memoryAfterLoadGb: this.#memory.status().usedGb,
        timeToLoadMs: 0,
      };
    }
    if (artifact === undefined) return this.#downloadFirst(id, options);
    const report = await this.#loader.load(artifact, options.keepAliveSec ?? this.#defaultKeepAliveSec);
    return { kind: 'loaded', modelId: id, ...report };
  }

  async confirmDownload(token: string): Promise<LoadOutcome> {
    this.#assertOpen();
    const { modelId, options } = this.#confirmations.take(token);
    return this.load(modelId, { ...options, autoDownload: true });
  }

  async unload(id: string): Promise<{ modelId: string; memoryFreedGb: number }> {
    const entry = this.#loaded.get(id);
    if (entry === undefined) throw modelNotFound(id, 'is not loaded');
    if (this.#loader.isLoading(id)) throw inUse(id, 'is being loaded');
    if (entry.inFlight > 0) throw inUse(id, 'answers requests');
    await this.#loaded.unload(entry, 'manual');
    return { modelId: id, memoryFreedGb: entry.memoryGb };
  }

  async deleteModel(id: string): Promise<{ modelId: string; path: string | undefined }> {
    const isHeld = this.#loaded.entries().some((entry) => entry.id === id);
    if (isHeld || this.#loader.isLoading(id)) throw inUse(id, 'is loaded');
    const { path } = await this.#backend.deleteModel(id);
    this.#context.publish('model_deleted', { model_id: id, local_path: path ?? null });
    return { modelId: id, path };
  }

  async download(repoId: string): Promise<DownloadStatus> {
    this.#assertOpen();
    if (!isDownloadable(this.#backend)) {
      throw new EngineError('unsupported', `The backend ${this.#backend.name} has no hub to download from.`);
    }
    const local = await this.#lookup.findLocal(repoId);
    if (local !== undefined) return alreadyHere(local);
    const remote = await this.#lookup.findRemote(repoId);
    this.#assertOpen();
    return this.#downloads.start(this.#backend, remote);
  }

  listDownloads(): DownloadStatus[] {
    return this.#downloads.list();
  }

  cancelDownload(downloadId: string): DownloadStatus {
    return this.#downloads.cancel(downloadId);
  }

  async quantize(id: string, bits: number): Promise<{ jobId: string; modelId: string }> {
    this.#assertOpen();
    if (!isQuantizable(this.#backend)) {
      throw new EngineError('unsupported', `The backend ${this.#backend.name} cannot quantize models.`);
    }
    if ((await this.#lookup.findLocal(id)) === undefined) throw modelNotFound(id, 'is not on the disk');
    this.#assertOpen();
    return this.#quantizeJobs.start(this.#backend, id, bits);
  }

  generate(
    id: string,
    request: GenerationRequest,
    options: RequestOptions = {},
  ): AsyncGenerator<GenerationChunk, void, undefined> {
    return this.#requests.generate(id, request, options);
  }

  onAutoLoad(listener: (outcome: AutoLoad) => void): () => void {
    return this.#autoLoads.listen(listener);
  }

  close(drainMs: number): Promise<void> {
    this.#closed ??= this.#close(drainMs);
    return this.#closed;
  }

  async #close(drainMs: number): Promise<void> {
    this.#stop.abort(shuttingDown());
    await this.#requests.drain(drainMs);
    await this.#downloads.close();
    await Promise.all([this.#loader.settle(), this.#quantizeJobs.settle(), this.#autoLoads.settle()]);
    await this.#loaded.settle();
    for (const entry of this.#loaded.entries()) {
      await this.#loaded.unload(entry, 'manual').catch(this.#context.onError);
    }
  }

  async #downloadFirst(id: string, options: LoadOptions): Promise<LoadOutcome> {
    if (!isDownloadable(this.#backend)) throw modelNotFound(id, 'is not there');
    const remote = await this.#lookup.findRemote(id);
    this.#assertOpen();
    const estimatedSizeBytes = remote.sizeBytes ?? 0;
    const { autoDownload = false, ...loadOptions } = options;
    if (!autoDownload) {
      const confirmationToken = this.#confirmations.ask(id, loadOptions);
      return { kind: 'download_required', modelId: id, estimatedSizeBytes, confirmationToken };
    }
    const { downloadId } = this.#downloads.start(this.#backend, remote, loadOptions);
    return { kind: 'downloading', modelId: id, estimatedSizeBytes, downloadId };
  }

  #assertOpen(): void {
    if (this.#stop.signal.aborted) throw shuttingDown();
  }
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}

function inUse(id: string, what: string): EngineError {
  return new EngineError('model_in_use', `The model ${id} ${what}. Try again later.`);
}

function alreadyHere(artifact: ModelArtifact): DownloadStatus {
  const bytes = artifact.sizeBytes ?? 0;
  return {
    downloadId: `local-${artifact.id}`,
    repoId: artifact.id,
    status: 'completed',
    downloadedBytes: bytes,
    totalBytes: bytes,
    error: undefined,
  };
}
