import { statSync } from 'node:fs';
import { readTarball } from './read-tarball.js';

export interface PackageSize {
  packedBytes: number;
  unpackedBytes: number;
}

/** How many bytes of a package are downloaded, and how many are then on the disk. */
export function packageSize(tarball: string): PackageSize {
  let unpackedBytes = 0;
  for (const content of readTarball(tarball).values()) unpackedBytes += content.length;
  return { packedBytes: statSync(tarball).size, unpackedBytes };
}
