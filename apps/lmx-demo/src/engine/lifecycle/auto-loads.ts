import type { AutoLoad, DownloadStatus, LoadOptions, LoadOutcome } from '../model-engine.js';

/** Loads that follow a download. Whoever asked for them is long gone, so listeners are told. */
export class AutoLoads {
  readonly #onError: (error: unknown) => void;
  readonly #load: (id: string, options: LoadOptions) => Promise<LoadOutcome>;
  readonly #listeners = new Set<(outcome: AutoLoad) => void>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    onError: (error: unknown) => void,
    load: (id: string, options: LoadOptions) => Promise<LoadOutcome>,
  ) {
    this.#onError = onError;
    this.#load = load;
  }

  /** @returns stop listening */
  listen(listener: (outcome: AutoLoad) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  begin(download: DownloadStatus, options: LoadOptions): void {
    const load = this.#run(download, options).finally(() => this.#underWay.delete(load));
    this.#underWay.add(load);
  }

  async settle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #run({ downloadId, repoId }: DownloadStatus, options: LoadOptions): Promise<void> {
    const about = { downloadId, modelId: repoId };
    try {
      const outcome = await this.#load(repoId, options);
      // Somebody deleted the file in between: then there is nothing to tell.
      if (outcome.kind !== 'loaded') return;
      const { memoryAfterLoadGb, timeToLoadMs } = outcome;
      this.#tell({ ...about, ok: true, memoryAfterLoadGb, timeToLoadMs });
    } catch (error) {
      this.#tell({ ...about, ok: false, error: error instanceof Error ? error : new Error(String(error)) });
    }
  }

  #tell(outcome: AutoLoad): void {
    for (const listener of this.#listeners) {
      try {
        listener(outcome);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
