import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ModelArtifact } from '../backend.js';
import { EngineError } from '../engine-error.js';
import { pause } from '../pause.js';
import { formatArtifact } from './artifact-format.js';
import { artifactFileName, notFound } from './artifact-store.js';
import type { ArtifactWriter } from './artifact-writer.js';
import { CATALOGUE, type CatalogueModel } from './catalogue.js';
import { trainNgram } from './train-ngram.js';

const CHUNK_BYTES = 4096;

export interface FetchOptions {
  /** Between two chunks. */
  chunkDelayMs: number;
  signal: AbortSignal;
  onProgress(downloadedBytes: number): void;
}

/**
 * Stands in for a model hub on the network: it hands out the models of the catalogue in small pieces. The bytes
 * are made on the spot, once for each model.
 */
export class BundledHub {
  readonly #bytes = new Map<string, Uint8Array>();

  async list(): Promise<ModelArtifact[]> {
    const artifacts: ModelArtifact[] = [];
    for (const model of CATALOGUE) {
      artifacts.push({
        id: model.id,
        format: 'ngram',
        memoryGb: model.memoryGb,
        contextLength: model.contextLength,
        sizeBytes: this.bytesOf(model).length,
      });
      // The first listing trains every model; let others run in between.
      await nextTurn();
    }
    return artifacts;
  }

  /** The file of a model. */
  bytesOf(model: CatalogueModel): Uint8Array {
    const made = this.#bytes.get(model.id);
    if (made !== undefined) return made;
    const bytes = formatArtifact({ ...model, data: trainNgram(model.texts, model.order) });
    this.#bytes.set(model.id, bytes);
    return bytes;
  }

  /**
   * Fetches a model.
   *
   * @throws {EngineError} `model_not_found`; `upstream_failed` when the connection breaks off;
   *   `insufficient_disk`. The signal's reason when it is aborted. Nothing remains on the disk then.
   */
  async fetch(id: string, writer: ArtifactWriter, options: FetchOptions): Promise<void> {
    const model = CATALOGUE.find((candidate) => candidate.id === id);
    if (model === undefined) throw notFound(id);
    const bytes = this.bytesOf(model);
    const lastByte = Math.floor(bytes.length * (model.breaksOffAt ?? 1));
    for (let from = 0; from < lastByte; from += CHUNK_BYTES) {
      await pause(options.chunkDelayMs, options.signal);
      const piece = bytes.subarray(from, Math.min(from + CHUNK_BYTES, lastByte));
      await writer.write(piece);
      options.onProgress(from + piece.length);
    }
    if (lastByte < bytes.length) throw brokenOff(id, lastByte, bytes.length);
    options.signal.throwIfAborted();
    await writer.publish(artifactFileName(id));
  }
}

function brokenOff(id: string, receivedBytes: number, totalBytes: number): EngineError {
  return new EngineError(
    'upstream_failed',
    `The hub closed the connection after ${receivedBytes} of ${totalBytes} bytes of ${id}.`,
  );
}
