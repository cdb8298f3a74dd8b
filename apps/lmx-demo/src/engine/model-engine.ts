import type { GenerationChunk, GenerationRequest, ModelArtifact } from './backend.js';

/** Hands an event to the bus. */
export type Publish = (type: string, data: Record<string, unknown>) => void;

export type ReadinessState =
  | 'unknown'
  | 'admitted'
  | 'loading'
  | 'canary_pending'
  | 'routable'
  | 'quarantined';

export interface Readiness {
  state: ReadinessState;
  /** Why it is quarantined; null in every other state, as LMX has it. */
  reason: string | null;
  /** Loads that failed since the engine was made. */
  crash_count: number;
}

/** A model in memory, as `/admin/models` tells of it. Times in epoch milliseconds. */
export interface LoadedModelStatus {
  id: string;
  format: string;
  memoryGb: number | undefined;
  loadedAt: number;
  lastUsedAt: number;
  requestCount: number;
  inFlight: number;
  contextLength: number | undefined;
  /** Idle seconds after which it is unloaded; undefined: never. */
  keepAliveSec: number | undefined;
  readiness: Readiness;
}

export interface LoadOptions {
  /** Get it from the hub first, if it is not on the disk. */
  autoDownload?: boolean;
  /** Idle seconds after which it is unloaded. Default: the engine's. */
  keepAliveSec?: number;
}

export type LoadOutcome =
  | { kind: 'loaded'; modelId: string; memoryAfterLoadGb: number; timeToLoadMs: number }
  /** It is on the hub only: confirm with the token, within ten minutes. */
  | {
      kind: 'download_required';
      modelId: string;
      estimatedSizeBytes: number;
      confirmationToken: string;
    }
  /** The download goes on; the model is loaded when it is complete. */
  | { kind: 'downloading'; modelId: string; estimatedSizeBytes: number; downloadId: string };

export interface DownloadStatus {
  downloadId: string;
  repoId: string;
  status: 'downloading' | 'completed' | 'failed' | 'cancelled';
  downloadedBytes: number;
  totalBytes: number;
  error: string | undefined;
}

export interface MemoryStatus {
  totalGb: number;
  usedGb: number;
  /** Share of the budget from which `memory_warning` is published. */
  thresholdPercent: number;
}

/** What the events say of a request beyond what the engine knows. */
export interface RequestOptions {
  /** Default: a random one. */
  requestId?: string;
  /** Whether the answer is streamed to the client. */
  stream?: boolean;
}

/** Loaded after its download was complete, or not. */
export type AutoLoad = {
  downloadId: string;
  modelId: string;
} & ({ ok: true; memoryAfterLoadGb: number; timeToLoadMs: number } | { ok: false; error: Error });

/**
 * The life of models: a memory budget with LRU eviction, idle eviction, canary checks and readiness. Everything
 * that happens is published as an event, with LMX's names and fields.
 */
export interface ModelEngine {
  /** Models that could be loaded, those of the hub included; `downloaded` says whether it is here. */
  listAvailable(): Promise<(ModelArtifact & { downloaded: boolean })[]>;
  listLoaded(): LoadedModelStatus[];
  memory(): MemoryStatus;
  inFlight(): number;
  /**
   * @throws {EngineError} `model_not_found`; `insufficient_memory` when it does not fit, even with every idle
   *   model evicted; `model_unstable` when the canary check failed; `shutting_down`; what the backend says
   *   when it cannot load it. A quarantined model is tried again.
   */
  load(id: string, options?: LoadOptions): Promise<LoadOutcome>;
  /** A token is good for one use. @throws {EngineError} `token_not_found`, `token_expired` */
  confirmDownload(token: string): Promise<LoadOutcome>;
  /** @throws {EngineError} `model_not_found` when it is not loaded, `model_in_use` while it answers requests */
  unload(id: string): Promise<{ modelId: string; memoryFreedGb: number }>;
  /** Publishes `model_deleted`. @throws {EngineError} `model_not_found`; `model_in_use` while it is loaded */
  deleteModel(id: string): Promise<{ modelId: string; path: string | undefined }>;
  /**
   * Get a model without loading it. One that is on the disk already is reported as completed, without an event.
   *
   * @throws {EngineError} `model_not_found`; `unsupported` where the backend has no hub
   */
  download(repoId: string): Promise<DownloadStatus>;
  listDownloads(): DownloadStatus[];
  /** One that has ended stays as it is. @throws {EngineError} `download_not_found` */
  cancelDownload(downloadId: string): DownloadStatus;
  /**
   * Begin to make a smaller, coarser model from one that is on the disk. `quantize_progress` tells how it goes.
   *
   * @returns the identifier that the new one will have
   * @throws {EngineError} `model_not_found`; `unsupported` for this backend or number of bits
   */
  quantize(id: string, bits: number): Promise<{ jobId: string; modelId: string }>;
  /**
   * One request to a routable model. Publishes `request_completed` or `request_failed` when it ends; a request
   * that the client gave up counts as failed. A request that is refused at once is no request to the model and
   * publishes nothing. Nothing happens before the first chunk is asked for.
   *
   * @throws {EngineError} `model_not_found` when it is not loaded, `model_unstable` when it is not routable,
   *   `shutting_down`
   */
  generate(
    id: string,
    request: GenerationRequest,
    options?: RequestOptions,
  ): AsyncGenerator<GenerationChunk, void, undefined>;
  /** Heard after the load that follows a download. @returns stop listening */
  onAutoLoad(listener: (outcome: AutoLoad) => void): () => void;
  /**
   * Change the share of memory from which `memory_warning` is published, in percent.
   *
   * @throws {RangeError} outside 1 to 100
   */
  setMemoryThreshold(percent: number): void;
  /**
   * Take no more requests; wait for those that run, at most `drainMs`; cancel downloads and quantizing; unload
   * every model. No timer is left. A second call waits for the same end.
   */
  close(drainMs: number): Promise<void>;
}
