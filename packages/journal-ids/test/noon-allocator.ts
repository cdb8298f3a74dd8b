import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileAllocatorOptions } from '../src/create-context.js';
import { createFileAllocator } from '../src/create-file-allocator.js';
import type { Allocator } from '../src/types.js';

export const NOON = Date.parse('2026-02-24T12:00:00Z');

/** An allocator whose clock stands at noon, 24 February 2026. */
export function createAllocator(directory: string, options: Partial<FileAllocatorOptions> = {}): Allocator {
  return createFileAllocator({ directory, timeZone: 'UTC', clock: () => NOON, ...options });
}

export async function allocateNumber(allocator: Allocator, request = 'standard'): Promise<number> {
  return (await allocator.allocate(request)).number;
}

/** Publishes as a store does, and completes. */
export async function publishNext(
  directory: string,
  allocator: Allocator,
  series = 'standard',
): Promise<string> {
  const allocation = await allocator.allocate(series);
  const fileName = `${allocation.id}_2026-02-24_x.md`;
  writeFileSync(join(directory, fileName), '');
  await allocation.complete(fileName);
  return fileName;
}
