import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** Behind the content of a file: the magic, its checksum, the label filled up with zeros. */
const MAGIC = Buffer.from('OPTAJRNS');
const LABEL_BYTES = 116;
const SEAL_BYTES = MAGIC.length + 4 + LABEL_BYTES;
const CHUNK_BYTES = 1_048_576;

/**
 * Puts a checksum behind the content of a finished file, and the whole onto the disk.
 *
 * @param label - up to 116 ASCII characters, which can be read without the content
 */
export function sealFile(path: string, label: string): void {
  withFile(path, 'r+', (fd) => {
    const { size } = fstatSync(fd);
    const seal = Buffer.alloc(SEAL_BYTES);
    MAGIC.copy(seal);
    seal.writeUInt32LE(checksumOf(fd, size), MAGIC.length);
    seal.write(label, SEAL_BYTES - LABEL_BYTES, 'latin1');
    writeSync(fd, seal, 0, SEAL_BYTES, size);
    fsyncSync(fd);
  });
}

/** The label of a file; undefined where it has no seal. Its content may have been changed all the same. */
export function labelOf(path: string): string | undefined {
  return withFile(path, 'r', (fd) => readSeal(fd)?.label);
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
  const seal = readSeal(fd);
  return seal !== undefined && seal.checksum === checksumOf(fd, fstatSync(fd).size - SEAL_BYTES);
}

function readSeal(fd: number): { checksum: number; label: string } | undefined {
  const size = fstatSync(fd).size - SEAL_BYTES;
  if (size < 0) return undefined;
  const seal = Buffer.alloc(SEAL_BYTES);
  readSync(fd, seal, 0, SEAL_BYTES, size);
  if (!seal.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const label = seal.toString('latin1', SEAL_BYTES - LABEL_BYTES).replace(/\0+$/, '');
  return { checksum: seal.readUInt32LE(MAGIC.length), label };
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
