import { type FSWatcher, watch } from 'node:fs';
import { POLL_MS, POLL_WITHOUT_WATCH_MS } from './constants.js';

/**
 * Tells when it is time to look at a folder: at once where the system tells of changes, and every second in any case,
 * because disks of other machines tell of nothing, and some systems have no watcher left.
 */
export class FolderWatch {
  readonly #directory: string;
  #watcher: FSWatcher | undefined;
  #hasChanged = false;
  #wake = (): void => undefined;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Resolves when something may have changed since the last time, or the signal is aborted. */
  async next(signal: AbortSignal): Promise<void> {
    if (!this.#hasChanged && !signal.aborted) await this.#sleep(signal);
    this.#hasChanged = false;
    // Before the look that follows, so that nothing falls between the two.
    this.#watcher ??= this.#start();
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  #sleep(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const pauseMs = this.#watcher === undefined ? POLL_WITHOUT_WATCH_MS : POLL_MS;
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#wake = () => undefined;
        resolve();
      };
      const timer = setTimeout(wake, pauseMs);
      signal.addEventListener('abort', wake);
      this.#wake = wake;
    });
  }

  #start(): FSWatcher | undefined {
    try {
      const watcher = watch(this.#directory, { persistent: false }, () => {
        this.#hasChanged = true;
        this.#wake();
      });
      // A folder that was removed, a system without a watcher left: it is tried again with the next look.
      watcher.on('error', () => this.close());
      return watcher;
    } catch {
      return undefined;
    }
  }
}
