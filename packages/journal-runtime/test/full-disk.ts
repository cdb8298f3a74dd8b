import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';

export interface FullDisk {
  fileSystem: FileSystem;
  /** From here on there is no room but what removing the reserve gives. */
  fill(): void;
  /** There is room again. */
  free(): void;
}

/** Bytes that a session sets aside for its end. */
const RESERVE_BYTES = 262_144;

export function createFullDisk(): FullDisk {
  let room = Number.POSITIVE_INFINITY;
  const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
    if (name === 'unlink' && String(args[0]).endsWith('.reserve')) room += RESERVE_BYTES;
    if (name !== 'write') return undefined;
    if (room === 0) return { errno: 'ENOSPC' };
    const bytes = Math.min(Number(args[3]), room);
    room -= bytes;
    return { bytes };
  });
  return {
    fileSystem,
    fill: () => {
      room = 0;
    },
    free: () => {
      room = Number.POSITIVE_INFINITY;
    },
  };
}
