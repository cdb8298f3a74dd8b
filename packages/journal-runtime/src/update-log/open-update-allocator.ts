import type { FileSystem } from '@opta/journal-fs';
import { type Allocator, createFileAllocator } from '@opta/journal-ids';
import type { JournalingConfig } from '../config/journaling-config.js';

export interface UpdateAllocatorOptions {
  clock?: (() => number) | undefined;
  fileSystem?: FileSystem | undefined;
}

/** The numbers of the update folder of a configuration. Nothing is created before one is asked for. */
export function openUpdateAllocator(
  config: JournalingConfig,
  { clock, fileSystem }: UpdateAllocatorOptions,
): Allocator {
  return createFileAllocator({
    directory: config.updateLogsDir,
    series: config.series,
    timeZone: config.timezone,
    ...(clock === undefined ? {} : { clock }),
    ...(fileSystem === undefined ? {} : { fileSystem }),
    ...(config.fileMode === undefined ? {} : { fileMode: config.fileMode }),
  });
}
