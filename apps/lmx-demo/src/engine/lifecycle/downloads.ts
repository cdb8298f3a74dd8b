import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { DownloadableBackend, ModelArtifact } from '../backend.js';
import { EngineError } from '../engine-error.js';
import type { DownloadStatus, LoadOptions } from '../model-engine.js';
import { MAX_ENDED_DOWNLOADS } from './constants.js';
import type { EngineContext } from './engine-context.js';
import { messageOf } from './message-of.js';
import { round } from './round.js';
import { secondsSince } from './seconds-since.js';

interface Download {
  status: DownloadStatus;
  cancel: AbortController;
  /** How to load it once it is here; undefined: not at all. */
  loadOptions: LoadOptions | undefined;
  ended: Promise<void>;
}

/** Downloads, one for a model at a time. Those that have ended are remembered for a while. */
export class Downloads {
  readonly #context: EngineContext;
  readonly #onCompleted: (status: DownloadStatus, loadOptions: LoadOptions) => void;
  readonly #downloads = new Map<string, Download>();

  constructor(
    context: EngineContext,
    onCompleted: (status: DownloadStatus, loadOptions: LoadOptions) => void,
  ) {
    this.#context = context;
    this.#onCompleted = onCompleted;
  }

  list(): DownloadStatus[] {
    return [...this.#downloads.values()].map(({ status }) => ({ ...status }));
  }

  /**
   * Begin to get a model, or join the download of it that is under way.
   *
   * @param loadOptions - Given: load it as soon as it is here.
   */
  start(backend: DownloadableBackend, artifact: ModelArtifact, loadOptions?: LoadOptions): DownloadStatus {
    const underWay = [...this.#downloads.values()].find(
      ({ status, cancel }) =>
        status.repoId === artifact.id && status.status === 'downloading' && !cancel.signal.aborted,
    );
    if (underWay !== undefined) {
      underWay.loadOptions = loadOptions ?? underWay.loadOptions;
      return { ...underWay.status };
    }
    const download: Download = {
      status: newStatus(artifact),
      cancel: new AbortController(),
      loadOptions,
      ended: Promise.resolve(),
    };
    this.#downloads.set(download.status.downloadId, download);
    this.#dropOldest();
    download.ended = this.#run(backend, download);
    return { ...download.status };
  }

  /** @throws {EngineError} `download_not_found` */
  cancel(downloadId: string): DownloadStatus {
    const download = this.#downloads.get(downloadId);
    if (download === undefined) {
      throw new EngineError(
        'download_not_found',
        `There is no download ${JSON.stringify(downloadId.slice(0, 200))}.`,
      );
    }
    if (download.status.status !== 'downloading') return { ...download.status };
    download.cancel.abort(new Error('cancelled'));
    // Published once its file is gone; if the last piece was faster, it is completed after all.
    return { ...download.status, status: 'cancelled' };
  }

  /** Cancel all and wait until nothing is left of them. */
  async close(): Promise<void> {
    const downloads = [...this.#downloads.values()];
    for (const { cancel } of downloads) cancel.abort(new Error('cancelled'));
    await Promise.all(downloads.map(({ ended }) => ended));
  }

  async #run(backend: DownloadableBackend, download: Download): Promise<void> {
    const { status, cancel } = download;
    const { publish } = this.#context;
    const about = { download_id: status.downloadId, repo_id: status.repoId };
    const startedAt = performance.now();
    try {
      const artifact = await backend.downloadModel(status.repoId, {
        signal: cancel.signal,
        onProgress: (downloadedBytes) => {
          status.downloadedBytes = downloadedBytes;
        },
      });
      status.status = 'completed';
      publish('download_completed', {
        ...about,
        local_path: artifact.path ?? null,
        duration_sec: round(secondsSince(startedAt), 2),
      });
    } catch (error) {
      if (cancel.signal.aborted) {
        status.status = 'cancelled';
        publish('download_cancelled', about);
        return;
      }
      status.status = 'failed';
      status.error = messageOf(error);
      publish('download_failed', { ...about, error: status.error });
      return;
    }
    if (download.loadOptions !== undefined) this.#onCompleted({ ...status }, download.loadOptions);
  }

  #dropOldest(): void {
    const ended = [...this.#downloads].filter(([, { status }]) => status.status !== 'downloading');
    for (const [id] of ended.slice(0, Math.max(0, ended.length - MAX_ENDED_DOWNLOADS))) {
      this.#downloads.delete(id);
    }
  }
}

function newStatus(artifact: ModelArtifact): DownloadStatus {
  return {
    downloadId: randomUUID(),
    repoId: artifact.id,
    status: 'downloading',
    downloadedBytes: 0,
    totalBytes: artifact.sizeBytes ?? 0,
    error: undefined,
  };
}
