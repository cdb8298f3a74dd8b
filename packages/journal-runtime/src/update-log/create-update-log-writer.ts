import type { FileSystem } from '@opta/journal-fs';
import type { Allocator } from '@opta/journal-ids';
import type { JournalStore } from '@opta/journal-store';
import type { JournalingConfig } from '../config/journaling-config.js';
import { JournalRuntimeError } from '../errors.js';
import type { JournalRedaction } from '../redaction/journal-redaction.js';
import { errorText } from '../shown.js';
import { buildUpdateLog, seriesOf, slugTextOf } from './build-update-log.js';
import { openUpdateAllocator } from './open-update-allocator.js';
import { readRepositoryFacts } from './read-repository-facts.js';
import { readUpdateLogInput, type UpdateLogInput } from './update-log-input.js';

export interface WrittenUpdateLog {
  /** The number with its leading zeros, `007` or `200`. */
  id: string;
  number: number;
  path: string;
  fileName: string;
}

export interface UpdateLogWriterOptions {
  config: JournalingConfig;
  store: JournalStore;
  redaction: JournalRedaction;
  /** A folder of the repository that version and commit are read from. */
  repositoryDirectory: string;
  clock?: (() => number) | undefined;
  fileSystem?: FileSystem | undefined;
  /** Told what went wrong after the log was safely published. */
  onError(error: unknown): void;
}

export interface UpdateLogWriter {
  /** Rejects with coded errors. */
  write(input: UpdateLogInput): Promise<WrittenUpdateLog>;
  close(): Promise<void>;
}

/** Numbers, builds and publishes update logs; the allocator is opened with the first one. */
export function createUpdateLogWriter(options: UpdateLogWriterOptions): UpdateLogWriter {
  const { config, store } = options;
  const pending = new Set<Promise<unknown>>();
  let allocator: Allocator | undefined;

  async function write(input: UpdateLogInput): Promise<WrittenUpdateLog> {
    const facts = readUpdateLogInput(options.redaction.redact(input));
    // Read while the number is claimed.
    const repository = readRepositoryFacts(facts, options.repositoryDirectory, config);
    allocator ??= openUpdateAllocator(config, options);
    const claim = await allocator.allocate(seriesOf(facts), {
      // Nobody is told the number before the log is there and the allocation has ended.
      durable: 'ended',
      ...(facts.now === undefined ? {} : { now: facts.now }),
    });
    let published: { path: string; fileName: string };
    try {
      const log = buildUpdateLog(facts, {
        id: claim.id,
        uid: claim.uid,
        claimedAt: claim.claimedAt,
        timeZone: config.timezone,
        dialect: config.dialect,
        author: config.author,
        ...(await repository),
      });
      published = await store.publishUpdateLog(log, { slug: slugTextOf(facts), dialect: config.dialect });
    } catch (error) {
      // The claim explains the gap; that it could not even be marked must not hide why.
      await claim.abandon(errorText(error)).catch(options.onError);
      throw error;
    }
    // The log is there and its number is taken by the claim: what fails now is only bookkeeping.
    await claim.complete(published.fileName).catch(options.onError);
    return { id: claim.id, number: claim.number, path: published.path, fileName: published.fileName };
  }

  return {
    async write(input) {
      const work = write(input).catch((error: unknown) => {
        throw coded(error);
      });
      pending.add(work);
      try {
        return await work;
      } finally {
        pending.delete(work);
      }
    },
    async close() {
      await Promise.allSettled(pending);
      const open = allocator;
      allocator = undefined;
      await open?.close();
    },
  };
}

function coded(error: unknown): Error {
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('JOURNAL_')) return error;
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_PUBLISH_FAILED',
    `The update log could not be written (${errorText(error)}). Mend that and write it again.`,
    {},
    { cause: error },
  );
}
