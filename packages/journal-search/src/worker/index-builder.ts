import { type FileList, listFiles } from '../folders/list-files.js';
import { isGone } from '../folders/list-folder.js';
import type { Backlog } from '../index/backlog.js';
import { claimBuild, releaseBuild } from '../index/build-claim.js';
import { readLabel } from '../index/index-label.js';
import { type IndexPlace, indexPlace, makeIndexDirectory } from '../index/index-place.js';
import { removeLeftFiles } from '../index/private-files.js';
import type { EngineConfig } from './engine-config.js';

export interface BuildResult {
  /** `elsewhere`: another process builds, or has thrown the index away. */
  state: 'built' | 'unchanged' | 'elsewhere';
  /** Whether there is nothing left to be read now. */
  isComplete: boolean;
  /** Number of the call that listed what the index has, all of it; absent where it is not known to have all. */
  listedBy?: number;
  /** How many files of both folders may be logs, as far as is known. */
  files: number;
  /** Milliseconds that it took, without loading what it takes. */
  tookMs: number;
}

/** What a generation has left for the next one. */
interface Rest {
  backlog: Backlog;
  listedBy: number;
}

type Built = Omit<BuildResult, 'tookMs' | 'files'>;
type BuildGeneration = typeof import('../index/build-generation.js').buildGeneration;

const ELSEWHERE = { state: 'elsewhere', isComplete: false } as const;

/** Keeps the index in step with the log folders, one generation at a call. */
export class IndexBuilder {
  readonly #config: EngineConfig;
  readonly #place: IndexPlace;
  readonly #shouldStop: () => boolean;
  #rest: Rest | undefined;
  #files = 0;
  /** Of the build that goes on. */
  #loadingMs = 0;
  /** One build after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(config: EngineConfig, shouldStop: () => boolean) {
    this.#config = config;
    this.#place = indexPlace(config.cacheDir, config.folders, config.redaction);
    this.#shouldStop = shouldStop;
  }

  /** @param call - a number that grows with every call */
  build(call = 0): Promise<BuildResult> {
    const build = this.#last.then(() => this.#buildNext(call));
    this.#last = build.catch(() => undefined);
    return build;
  }

  async #buildNext(call: number): Promise<BuildResult> {
    const startedAt = performance.now();
    this.#loadingMs = 0;
    const result = await this.#bringNearer(call);
    return { ...result, files: this.#files, tookMs: performance.now() - startedAt - this.#loadingMs };
  }

  async #bringNearer(call: number): Promise<Built> {
    makeIndexDirectory(this.#place);
    removeLeftFiles(this.#place.directory);
    const files = this.#rest === undefined ? listFiles(this.#config.folders) : undefined;
    if (files !== undefined) this.#files = files.places.reduce((sum, { names }) => sum + names.length, 0);
    if (files !== undefined && readLabel(this.#place.path)?.files === files.digest) {
      return { state: 'unchanged', isComplete: true, listedBy: call };
    }
    // A start on unchanged folders does not wait until SQLite, and all that understands logs, is loaded.
    const loadingAt = performance.now();
    const [{ buildGeneration }, { createBacklog }] = await Promise.all([
      import('../index/build-generation.js'),
      import('../index/create-backlog.js'),
    ]);
    this.#loadingMs = performance.now() - loadingAt;
    const rest = this.#rest ?? { backlog: createBacklog(files as FileList), listedBy: call };
    // Whatever fails, or turns out to be done elsewhere, is begun anew.
    this.#rest = undefined;
    // Whoever closes waits no longer than two seconds, and a claim that was not released keeps others waiting.
    if (this.#shouldStop() || !claimBuild(this.#place.directory)) return ELSEWHERE;
    try {
      return this.#buildClaimed(rest, buildGeneration);
    } catch (error) {
      // The folder was removed meanwhile, which anybody may do.
      if (isGone(error)) return ELSEWHERE;
      throw error;
    } finally {
      releaseBuild(this.#place.directory);
    }
  }

  #buildClaimed(rest: Rest, buildGeneration: BuildGeneration): Built {
    const { backlog, listedBy } = rest;
    const { redaction, folders } = this.#config;
    const { timeZone } = folders;
    const changes = buildGeneration(this.#place, backlog, {
      redaction,
      timeZone,
      shouldStop: this.#shouldStop,
    });
    if (changes === undefined) return ELSEWHERE;
    const state = changes === 0 ? 'unchanged' : 'built';
    const isComplete = backlog.changed.length === 0;
    if (!isComplete) this.#rest = rest;
    return isComplete && backlog.racy === 0 ? { state, isComplete, listedBy } : { state, isComplete };
  }
}
