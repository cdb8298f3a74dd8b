import { type AsyncFileSystem, nodeFileSystem } from '@opta/journal-fs';
import type {
  DownloadableBackend,
  DownloadOptions,
  LoadedModel,
  ModelArtifact,
  QuantizableBackend,
  QuantizeOptions,
} from '../backend.js';
import { EngineError } from '../engine-error.js';
import { pause } from '../pause.js';
import { damaged, formatArtifact } from './artifact-format.js';
import { ArtifactStore } from './artifact-store.js';
import { CATALOGUE } from './catalogue.js';
import { BundledHub } from './hub.js';
import type { NgramData } from './ngram-data.js';
import { NgramModel } from './ngram-model.js';
import { NgramTable } from './ngram-table.js';
import { MAX_BITS, MIN_BITS, quantizeNgram } from './quantize-ngram.js';

/** Bits of the counts in a model that was not quantized: what real models count from. */
const FULL_BITS = 16;

const VERSION = '1.0.0';

export interface NgramBackendOptions {
  /** Folder of the model files; it is created if missing, and the installed models are written where missing. */
  modelsDir: string;
  /** Milliseconds between two tokens for each declared gigabyte, so that streaming can be seen. Default: 6. */
  tokenDelayMsPerGb?: number;
  /** Milliseconds that loading takes for each declared gigabyte. Default: 250. */
  loadDelayMsPerGb?: number;
  /** Milliseconds between two pieces of a download. Default: 40. */
  chunkDelayMs?: number;
  /** Default: the disk. */
  fileSystem?: AsyncFileSystem;
}

/**
 * The embedded engine: small n-gram models that are really trained, stored, loaded and asked. They need no
 * network and no graphics card, and what they say is put together from a few pages of bundled text.
 *
 * @throws the system's error when the folder cannot be used
 *
 * @example
 * ```ts
 * const backend = await createNgramBackend({ modelsDir: 'models' });
 * const model = await backend.loadModel('opta-demo/ngram-3-small', new AbortController().signal);
 * ```
 */
export async function createNgramBackend(
  options: NgramBackendOptions,
): Promise<DownloadableBackend & QuantizableBackend> {
  const store = await ArtifactStore.open(options.modelsDir, options.fileSystem ?? nodeFileSystem.async);
  const backend = new NgramBackend(store, options);
  await backend.install();
  return backend;
}

class NgramBackend implements DownloadableBackend, QuantizableBackend {
  readonly name = 'ngram';
  readonly version = VERSION;
  readonly #store: ArtifactStore;
  readonly #hub = new BundledHub();
  readonly #tokenDelayMsPerGb: number;
  readonly #loadDelayMsPerGb: number;
  readonly #chunkDelayMs: number;

  constructor(store: ArtifactStore, options: NgramBackendOptions) {
    this.#store = store;
    this.#tokenDelayMsPerGb = options.tokenDelayMsPerGb ?? 6;
    this.#loadDelayMsPerGb = options.loadDelayMsPerGb ?? 250;
    this.#chunkDelayMs = options.chunkDelayMs ?? 40;
  }

  /** Trains and writes what should be there from the first start. */
  async install(): Promise<void> {
    const present = new Set((await this.#store.list()).map(({ id }) => id));
    for (const model of CATALOGUE.filter(({ id, isInstalled }) => isInstalled && !present.has(id))) {
      await this.#store.write(model.id, this.#hub.bytesOf(model));
    }
  }

  listModels(): Promise<ModelArtifact[]> {
    return this.#store.list();
  }

  listRemoteModels(): Promise<ModelArtifact[]> {
    return this.#hub.list();
  }

  deleteModel(id: string): Promise<ModelArtifact> {
    return this.#store.remove(id);
  }

  async loadModel(id: string, signal: AbortSignal): Promise<LoadedModel> {
    const artifact = await this.#store.find(id);
    const { data, memoryGb, contextLength } = await this.#store.read(id);
    await pause(memoryGb * this.#loadDelayMsPerGb, signal);
    const tokenDelayMs = memoryGb * this.#tokenDelayMsPerGb;
    return new NgramModel(artifact, buildTable(data, artifact.path), { contextLength, tokenDelayMs });
  }

  async downloadModel(id: string, options: DownloadOptions): Promise<ModelArtifact> {
    const writer = await this.#store.openWriter();
    try {
      await this.#hub.fetch(id, writer, { ...options, chunkDelayMs: this.#chunkDelayMs });
    } catch (error) {
      await writer.discard();
      throw error;
    }
    return this.#store.find(id);
  }

  async quantizeModel(id: string, options: QuantizeOptions): Promise<ModelArtifact> {
    assertBits(options.bits);
    const { data, memoryGb, contextLength } = await this.#store.read(id);
    const smaller = quantizeNgram(data, options.bits);
    let step = smaller.next();
    for (; !step.done; step = smaller.next()) {
      options.onProgress(Math.round(step.value * 100));
      await pause(0, options.signal);
    }
    const modelId = quantizedId(id, options.bits);
    const artifact = {
      id: modelId,
      memoryGb: Math.max(0.01, roundToHundredths((memoryGb * options.bits) / FULL_BITS)),
      contextLength,
      data: step.value,
    };
    const bytes = formatArtifact(artifact);
    const original = await this.#store.find(id);
    if (bytes.length >= (original.sizeBytes ?? 0)) throw notSmaller(id, options.bits);
    return this.#store.write(modelId, bytes);
  }

  quantizedId(id: string, bits: number): string {
    assertBits(bits);
    return quantizedId(id, bits);
  }
}

function buildTable(data: NgramData, path: string): NgramTable {
  try {
    return new NgramTable(data);
  } catch (error) {
    if (error instanceof RangeError) throw damaged(path, error.message, error);
    throw error;
  }
}

function quantizedId(id: string, bits: number): string {
  return `${id}-q${bits}`;
}

function assertBits(bits: number): void {
  if (Number.isInteger(bits) && bits >= MIN_BITS && bits <= MAX_BITS) return;
  throw new EngineError(
    'unsupported',
    `Cannot quantize to ${bits} bits. Take a whole number from ${MIN_BITS} to ${MAX_BITS}.`,
  );
}

function notSmaller(id: string, bits: number): EngineError {
  return new EngineError('unsupported', `${id} does not become smaller with ${bits} bits. Take fewer.`);
}

function roundToHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
