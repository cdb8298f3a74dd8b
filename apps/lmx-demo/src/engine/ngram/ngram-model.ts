import type { GenerationChunk, GenerationRequest, LoadedModel, ModelArtifact } from '../backend.js';
import { EngineError } from '../engine-error.js';
import { type GenerateTextOptions, generateText } from './generate-text.js';
import type { NgramTable } from './ngram-table.js';

/** An n-gram model in memory. */
export class NgramModel implements LoadedModel {
  readonly artifact: ModelArtifact;
  readonly #options: GenerateTextOptions;
  #table: NgramTable | undefined;

  constructor(artifact: ModelArtifact, table: NgramTable, options: GenerateTextOptions) {
    this.artifact = artifact;
    this.#table = table;
    this.#options = options;
  }

  generate(request: GenerationRequest): AsyncIterable<GenerationChunk> {
    if (this.#table === undefined) {
      throw new EngineError('internal_error', `The model ${this.artifact.id} is no longer in memory.`);
    }
    return generateText(this.#table, request, this.#options);
  }

  async close(): Promise<void> {
    this.#table = undefined;
  }
}
