/** One message of a chat. */
export interface ChatMessage {
  role: string;
  content: string;
}

/** What is to be generated. */
export interface GenerationRequest {
  messages: readonly ChatMessage[];
  /** Most tokens to generate, a whole number from 1. */
  maxTokens: number;
  /** 0 takes the likeliest token each time; 1 follows the model's probabilities. */
  temperature: number;
  /** The same seed, messages and temperature give the same text. Default: another one each time. */
  seed?: number;
  /** Texts that end the generation; they are not part of it. */
  stop: readonly string[];
  signal: AbortSignal;
}

/** A piece of an answer; `end` comes once and last. */
export type GenerationChunk =
  | { kind: 'token'; text: string }
  | { kind: 'end'; finishReason: 'stop' | 'length'; promptTokens: number; completionTokens: number };

/** A model that can be loaded. */
export interface ModelArtifact {
  id: string;
  /** `ngram` for the embedded models, `remote` for those of an upstream server. */
  format: string;
  /** What it takes once loaded; absent where nobody knows. */
  memoryGb?: number;
  /** Bytes on the disk; absent where there is no file. */
  sizeBytes?: number;
  /** Tokens of text that the model looks at. */
  contextLength?: number;
  /** File of the model. */
  path?: string;
}

/** A model in memory. */
export interface LoadedModel {
  readonly artifact: ModelArtifact;
  /** @throws {EngineError} when the model cannot answer; the signal's reason when it is aborted */
  generate(request: GenerationRequest): AsyncIterable<GenerationChunk>;
  /** Give its memory back. */
  close(): Promise<void>;
}

/** Where models come from: the embedded engine, or a server further up. */
export interface Backend {
  /** `ngram` or `upstream`. */
  readonly name: string;
  readonly version: string;
  /** What could be loaded now. */
  listModels(): Promise<ModelArtifact[]>;
  /** @throws {EngineError} `model_not_found` or another reason; the signal's reason when it is aborted */
  loadModel(id: string, signal: AbortSignal): Promise<LoadedModel>;
  /** Removes a model from the disk. @throws {EngineError} `model_not_found`; `unsupported` where there is no disk */
  deleteModel(id: string): Promise<ModelArtifact>;
}

export interface DownloadOptions {
  signal: AbortSignal;
  /** Called for each piece that is on the disk. */
  onProgress(downloadedBytes: number): void;
}

/** A backend that can get models from a hub. */
export interface DownloadableBackend extends Backend {
  /** What the hub has; `sizeBytes` is known. */
  listRemoteModels(): Promise<ModelArtifact[]>;
  /**
   * Gets a model. Unless it comes whole, nothing of it remains on the disk.
   *
   * @throws {EngineError} `model_not_found`, `upstream_failed`, `insufficient_disk`; the signal's reason when it
   *   is aborted
   */
  downloadModel(id: string, options: DownloadOptions): Promise<ModelArtifact>;
}

export interface QuantizeOptions {
  /** Bits of a weight afterwards. */
  bits: number;
  signal: AbortSignal;
  /** 0 to 100. */
  onProgress(percent: number): void;
}

/** A backend that can make a smaller model from one that is on its disk. */
export interface QuantizableBackend extends Backend {
  /** How the smaller model will be called. @throws {EngineError} `unsupported` for a number of bits */
  quantizedId(id: string, bits: number): string;
  /** @throws {EngineError} `model_not_found`, `unsupported`, `insufficient_disk`; the signal's reason */
  quantizeModel(id: string, options: QuantizeOptions): Promise<ModelArtifact>;
}

export function isDownloadable(backend: Backend): backend is DownloadableBackend {
  return 'downloadModel' in backend;
}

export function isQuantizable(backend: Backend): backend is QuantizableBackend {
  return 'quantizeModel' in backend;
}
