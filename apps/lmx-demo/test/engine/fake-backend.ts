import type {
  Backend,
  GenerationChunk,
  GenerationRequest,
  LoadedModel,
  ModelArtifact,
} from '../../src/engine/backend.js';
import { EngineError } from '../../src/engine/engine-error.js';

/** How the models of a fake backend answer. */
export type Answer = (request: GenerationRequest) => AsyncIterable<GenerationChunk>;

/** A backend whose models load and answer as a test says. */
export class FakeBackend implements Backend {
  readonly name = 'fake';
  readonly version = '0.1';
  readonly loads: string[] = [];
  readonly closed: string[] = [];
  answer: Answer = answerWith('Yes', '.');
  /** Runs in the middle of every load. */
  onLoad: (id: string, signal: AbortSignal) => Promise<void> = async () => undefined;
  onClose: () => Promise<void> = async () => undefined;
  readonly #models: Map<string, ModelArtifact>;

  /** @param sizes - Memory of each model; undefined where nobody knows. */
  constructor(sizes: Record<string, number | undefined>) {
    this.#models = new Map(
      Object.entries(sizes).map(([id, memoryGb]) => [
        id,
        { id, format: 'fake', ...(memoryGb === undefined ? {} : { memoryGb }) },
      ]),
    );
  }

  async listModels(): Promise<ModelArtifact[]> {
    return [...this.#models.values()];
  }

  async loadModel(id: string, signal: AbortSignal): Promise<LoadedModel> {
    this.loads.push(id);
    await this.onLoad(id, signal);
    const artifact = this.#find(id);
    return {
      artifact,
      generate: (request) => this.answer(request),
      close: async () => {
        await this.onClose();
        this.closed.push(id);
      },
    };
  }

  async deleteModel(id: string): Promise<ModelArtifact> {
    const artifact = this.#find(id);
    this.#models.delete(id);
    return artifact;
  }

  #find(id: string): ModelArtifact {
    const artifact = this.#models.get(id);
    if (artifact === undefined) throw new EngineError('model_not_found', `There is no ${id}.`);
    return artifact;
  }
}

/** Answers with these tokens, then ends. */
export function answerWith(...tokens: string[]): Answer {
  return async function* (): AsyncGenerator<GenerationChunk> {
    for (const text of tokens) yield { kind: 'token', text };
    yield { kind: 'end', finishReason: 'stop', promptTokens: 7, completionTokens: tokens.length };
  };
}

/** Says one token and then waits until it is stopped. */
export const answerForEver: Answer = async function* ({ signal }): AsyncGenerator<GenerationChunk> {
  yield { kind: 'token', text: 'And' };
  await new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
};

/** A promise that somebody else settles. */
export function createGate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
