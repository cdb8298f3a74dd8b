import { systemTimeZone } from '@opta/journal-format';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import {
  type Allocator,
  createFileAllocator,
  DEFAULT_SERIES,
  type SeriesDefinition,
} from '@opta/journal-ids';
import {
  planRecovery,
  type RecoveryOptions,
  type RecoveryPlan,
  type RecoveryReport,
  recover,
} from '@opta/journal-recovery';
import type { JournalStore } from '@opta/journal-store';

export interface DoctorOptions {
  /** The two log folders. */
  store: JournalStore;
  /** Default: standard 1 to 199, promotion 200 to 999. */
  series?: SeriesDefinition;
  /** IANA zone in which dates and times of logs are meant. Default: the system's. */
  timeZone?: string;
  /** Milliseconds since the epoch. Default: `Date.now`. */
  clock?: () => number;
  /** Default: the disk of this machine. The store must use the same. */
  fileSystem?: FileSystem;
  /** Mode of new claims. Default: 0600, in a group-writable folder 0660. A repaired log keeps its mode. */
  fileMode?: number;
  /** Label of this machine, for the recovery of sessions that say nothing of themselves. */
  device?: string;
  /** What is a secret in logs of programs that leave them in, for their recovery. Default: what is one everywhere. */
  redaction?: NonNullable<RecoveryOptions['redaction']>;
  /** Gives new numbers. Default: one over the update folder, closed at the end; a given one stays open. */
  allocator?: Allocator;
  /** Finishes sessions without a log. Default: `recover` of `@opta/journal-recovery`. */
  recover?: () => Promise<RecoveryReport>;
  /**
   * Tells what `recover` would do. Default: `planRecovery` of `@opta/journal-recovery`; beside a `recover` of one's own,
   * that it finishes every session.
   */
  planRecovery?: () => Promise<RecoveryPlan>;
}

/** The options with their defaults. */
export interface DoctorContext {
  store: JournalStore;
  series: SeriesDefinition;
  timeZone: string;
  clock: () => number;
  fileSystem: FileSystem;
  fileMode: number | undefined;
  allocator: Allocator | undefined;
  recover: () => Promise<RecoveryReport>;
  planRecovery: (() => Promise<RecoveryPlan>) | undefined;
}

export function completeOptions(options: DoctorOptions): DoctorContext {
  const { store, fileSystem = nodeFileSystem, timeZone = systemTimeZone(), device, redaction } = options;
  const about = {
    fileSystem,
    timeZone,
    ...(device === undefined ? {} : { device }),
    ...(redaction === undefined ? {} : { redaction }),
  };
  return {
    store,
    series: options.allocator?.series ?? options.series ?? DEFAULT_SERIES,
    timeZone,
    clock: options.clock ?? Date.now,
    fileSystem,
    fileMode: options.fileMode,
    allocator: options.allocator,
    recover: options.recover ?? (() => recover(store, about)),
    planRecovery:
      options.planRecovery ?? (options.recover === undefined ? () => planRecovery(store, about) : undefined),
  };
}

/** Runs work with the allocator of the options, or with one of its own that is closed afterwards. */
export async function withAllocator<T>(
  context: DoctorContext,
  work: (allocator: Allocator) => Promise<T>,
): Promise<T> {
  if (context.allocator !== undefined) return work(context.allocator);
  const allocator = createFileAllocator(allocatorOptions(context));
  try {
    return await work(allocator);
  } finally {
    await allocator.close();
  }
}

export function allocatorOptions({ store, series, timeZone, clock, fileSystem, fileMode }: DoctorContext) {
  return {
    directory: store.updateLogsDir,
    series,
    timeZone,
    clock,
    fileSystem,
    ...(fileMode === undefined ? {} : { fileMode }),
  };
}
