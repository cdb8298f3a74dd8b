import { type Backend, isDownloadable, type ModelArtifact } from '../backend.js';
import { EngineError } from '../engine-error.js';

/** Looks for models on the disk and on the hub. */
export class ModelLookup {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async listAvailable(): Promise<(ModelArtifact & { downloaded: boolean })[]> {
    const local = await this.#backend.listModels();
    const here = new Set(local.map(({ id }) => id));
    const remote = (await this.#listRemote()).filter(({ id }) => !here.has(id));
    return [
      ...local.map((artifact) => ({ ...artifact, downloaded: true })),
      ...remote.map((artifact) => ({ ...artifact, downloaded: false })),
    ];
  }

  async findLocal(id: string): Promise<ModelArtifact | undefined> {
    return (await this.#backend.listModels()).find((artifact) => artifact.id === id);
  }

  /** @throws {EngineError} `model_not_found` */
  async findRemote(id: string): Promise<ModelArtifact> {
    const artifact = (await this.#listRemote()).find((candidate) => candidate.id === id);
    if (artifact === undefined) throw modelNotFound(id, 'is neither on the disk nor on the hub');
    return artifact;
  }

  async #listRemote(): Promise<ModelArtifact[]> {
    return isDownloadable(this.#backend) ? this.#backend.listRemoteModels() : [];
  }
}

export function modelNotFound(id: string, what: string): EngineError {
  return new EngineError('model_not_found', `The model ${JSON.stringify(id.slice(0, 200))} ${what}.`);
}
