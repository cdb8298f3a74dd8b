import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const MAGIC = Buffer.from('OPTAJRNS');
const SEAL_BYTES = MAGIC.length + 4;
const CHUNK_BYTES = 1_048_576;

/** Puts a checksum behind the content of a finished file, and the whole onto the disk. */
export function sealFile(path: string): void {
  withFile(path, 'r+', (fd) => {
    const { size } = fstatSync(fd);
    const seal = Buffer.alloc(SEAL_BYTES);
    MAGIC.copy(seal);
    seal.writeUInt32LE(checksumOf(fd, size), MAGIC.length);
    writeSync(fd, seal, 0, SEAL_BYTES, size);
    fsyncSync(fd);
  });
}

/** Whether a file is as it was when it was sealed: not cut, not changed, and ours. */
export function isSealed(path: string): boolean {
  return withFile(path, 'r', (fd) => hasSeal(fd));
}

/** Takes the seal off a file that is going to be changed. @returns whether it had a right one */
export function unsealFile(path: string): boolean {
  return withFile(path, 'r+', (fd) => {
    if (!hasSeal(fd)) return false;
    ftruncateSync(fd, fstatSync(fd).size - SEAL_BYTES);
    return true;
  });
}

function hasSeal(fd: number): boolean {
  const size = fstatSync(fd).size - SEAL_BYTES;
  if (size < 0) return false;
  const seal = Buffer.alloc(SEAL_BYTES);
  readSync(fd, seal, 0, SEAL_BYTES, size);
  const isOurs = seal.subarray(0, MAGIC.length).equals(MAGIC);
  return isOurs && seal.readUInt32LE(MAGIC.length) === checksumOf(fd, size);
}

function checksumOf(fd: number, size: number): number {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size));
  let checksum = 0;
  for (let at = 0; at < size; ) {
    const count = readSync(fd, buffer, 0, Math.min(buffer.length, size - at), at);
    if (count === 0) break;
    checksum = crc32(buffer.subarray(0, count), checksum);
    at += count;
  }
  return checksum;
}

function withFile<T>(path: string, flags: string, use: (fd: number) => T): T {
  const fd = openSync(path, flags);
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}
