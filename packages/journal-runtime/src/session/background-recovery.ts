import { setImmediate } from 'node:timers/promises';
import type { FileSystem } from '@opta/journal-fs';
import { type RecoveryReport, recover } from '@opta/journal-recovery';
import type { JournalStore } from '@opta/journal-store';
import type { JournalingConfig } from '../config/journaling-config.js';
import type { JournalRecovery } from '../runtime-journal.js';

export interface BackgroundRecoveryOptions {
  config: JournalingConfig;
  store: JournalStore;
  fileSystem?: FileSystem | undefined;
  /** Told every failure; never throws. */
  report(error: unknown): void;
}

export interface BackgroundRecovery {
  /** Begin; a second call changes nothing. */
  begin(ownSession: string): void;
  /** Ask no more for sessions that were heard of lately. A pass that is under way goes on to its end. */
  end(): void;
  /** The first pass; undefined where none was begun. Never rejects. */
  readonly done: Promise<RecoveryReport | undefined>;
  readonly status: JournalRecovery | undefined;
}

/**
 * Finish the sessions of runtimes that died, beside the one that begins. Owners that were heard of lately are
 * asked for again when their silence would be long enough.
 */
export function createBackgroundRecovery(options: BackgroundRecoveryOptions): BackgroundRecovery {
  const { config, store, fileSystem, report } = options;
  let isOver = false;
  let done: Promise<RecoveryReport | undefined> = Promise.resolve(undefined);
  let status: JournalRecovery | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function pass(ownSession: string): Promise<RecoveryReport | undefined> {
    const totals = { recovered: status?.recovered ?? 0, left: 0, failed: 0 };
    status = { state: 'running', ...totals };
    let found: RecoveryReport | undefined;
    // The host goes on first: it waits for the end of its start, not for this.
    await setImmediate();
    try {
      found = await recover(store, {
        device: config.device,
        timeZone: config.timezone,
        exclude: [ownSession],
        redaction: config.redaction,
        ...(fileSystem === undefined ? {} : { fileSystem }),
      });
      for (const { error } of found.failed) report(error);
      totals.recovered += found.recovered.length;
      totals.left = found.left.length;
      totals.failed = found.failed.length;
      repeatLater(ownSession, found);
    } catch (error) {
      report(error);
    }
    status = { state: 'done', ...totals };
    return found;
  }

  function repeatLater(ownSession: string, { left }: RecoveryReport): void {
    const pauses = left.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
    if (pauses.length === 0 || isOver) return;
    timer = setTimeout(() => void pass(ownSession), Math.max(...pauses));
    timer.unref();
  }

  return {
    begin(ownSession) {
      if (status === undefined) done = pass(ownSession);
    },
    end() {
      isOver = true;
      clearTimeout(timer);
    },
    get done() {
      return done;
    },
    get status() {
      return status;
    },
  };
}
