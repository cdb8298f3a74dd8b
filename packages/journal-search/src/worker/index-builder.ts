import { isGone } from '../folders/list-folder.js';
import { LogSnapshot } from '../folders/log-snapshot.js';
import { claimBuild, releaseBuild } from '../index/build-claim.js';
import { buildGeneration } from '../index/build-generation.js';
import { type IndexPlace, indexPlace, makeIndexDirectory } from '../index/index-place.js';
import { removeLeftFiles } from '../index/private-files.js';
import type { EngineConfig } from './engine-config.js';

export interface BuildResult {
  /** `elsewhere`: another process builds, or has thrown the index away. */
  state: 'built' | 'unchanged' | 'elsewhere';
  /** Whether there is nothing left to be read now. */
  isComplete: boolean;
  /** Milliseconds that it took. */
  tookMs: number;
}

/** Keeps the index in step with the log folders, one generation at a call. */
export class IndexBuilder {
  readonly #config: EngineConfig;
  readonly #place: IndexPlace;
  readonly #snapshot: LogSnapshot;
  readonly #shouldStop: () => boolean;
  /** Whether all logs were compared with the disk for a generation that left some for the next one. */
  #isCompared = false;

  constructor(config: EngineConfig, shouldStop: () => boolean) {
    this.#config = config;
    this.#place = indexPlace(config.cacheDir, config.folders, config.redaction);
    this.#snapshot = new LogSnapshot(config.folders);
    this.#shouldStop = shouldStop;
  }

  async build(): Promise<BuildResult> {
    const startedAt = performance.now();
    await this.#snapshot.update(!this.#isCompared);
    const result = this.#buildClaimed();
    this.#isCompared = result.state === 'built' && !result.isComplete;
    return { ...result, tookMs: performance.now() - startedAt };
  }

  close(): void {
    this.#snapshot.close();
  }

  #buildClaimed(): Omit<BuildResult, 'tookMs'> {
    const { directory } = this.#place;
    makeIndexDirectory(this.#place);
    removeLeftFiles(directory);
    if (!claimBuild(directory)) return { state: 'elsewhere', isComplete: false };
    try {
      return this.#build();
    } catch (error) {
      // The folder was removed meanwhile, which anybody may do.
      if (isGone(error)) return { state: 'elsewhere', isComplete: false };
      throw error;
    } finally {
      releaseBuild(directory);
    }
  }

  #build(): Omit<BuildResult, 'tookMs'> {
    const { redaction, folders } = this.#config;
    const built = buildGeneration(this.#place, this.#snapshot.logs, {
      redaction,
      timeZone: folders.timeZone,
      shouldStop: this.#shouldStop,
    });
    if (built === undefined) return { state: 'elsewhere', isComplete: false };
    return { state: built.changes === 0 ? 'unchanged' : 'built', isComplete: built.left === 0 };
  }
}
